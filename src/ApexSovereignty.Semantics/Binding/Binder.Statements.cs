using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <content>Statements.</content>
internal sealed partial class Binder
{
    private BlockOperation BindBlock(BlockSyntax block)
    {
        var mark = _locals.Count;
        var statements = ImmutableArray.CreateBuilder<StatementOperation>(block.Statements.Length);
        foreach (var statement in block.Statements) BindStatement(statement, statements);
        Leave(mark);
        return new BlockOperation(block, statements.DrainToImmutable());
    }

    private StatementOperation BindEmbedded(StatementSyntax statement)
    {
        if (statement is BlockSyntax block) return BindBlock(block);
        var mark = _locals.Count;
        var statements = ImmutableArray.CreateBuilder<StatementOperation>(1);
        BindStatement(statement, statements);
        Leave(mark);
        return statements.Count == 1 ? statements[0] : new BlockOperation(statement, statements.DrainToImmutable());
    }

    private void BindStatement(StatementSyntax statement, ImmutableArray<StatementOperation>.Builder into)
    {
        switch (statement)
        {
            case ExpressionStatementSyntax expression:
                into.Add(new ExpressionStatementOperation(expression, BindExpression(expression.Expression)));
                break;
            case LocalDeclarationStatementSyntax declaration:
                BindDeclaration(declaration, into);
                break;
            case IfStatementSyntax conditional:
                into.Add(new IfOperation(
                    conditional, BindExpression(conditional.Condition), BindEmbedded(conditional.Then), conditional.Else is null ? null : BindEmbedded(conditional.Else)));
                break;
            case ReturnStatementSyntax returned:
                into.Add(new ReturnOperation(returned, BindReturned(returned)));
                break;
            case BlockSyntax block:
                into.Add(BindBlock(block));
                break;
            case ForEachStatementSyntax loop:
                into.Add(BindForEach(loop));
                break;
            case ForStatementSyntax loop:
                into.Add(BindFor(loop));
                break;
            case WhileStatementSyntax loop:
                into.Add(new LoopOperation(loop, [], BindExpression(loop.Condition), testsLast: false, [], BindEmbedded(loop.Body)));
                break;
            case DoStatementSyntax loop:
                into.Add(new LoopOperation(loop, [], BindExpression(loop.Condition), testsLast: true, [], BindEmbedded(loop.Body)));
                break;
            case TryStatementSyntax protectedBlock:
                into.Add(BindTry(protectedBlock));
                break;
            case ThrowStatementSyntax thrown:
                into.Add(new ThrowOperation(thrown, BindExpression(thrown.Expression)));
                break;
            case DmlStatementSyntax dml:
                into.Add(new DmlOperationStatement(dml, dml.Operation, BindExpression(dml.Expression), dml.MergeOther is null ? null : BindExpression(dml.MergeOther)));
                break;
            case SwitchStatementSyntax selection:
                into.Add(BindSwitch(selection));
                break;
            case BreakStatementSyntax:
                into.Add(new BranchOperation(statement, isBreak: true));
                break;
            case ContinueStatementSyntax:
                into.Add(new BranchOperation(statement, isBreak: false));
                break;
            case RunAsStatementSyntax runAs:
                into.Add(BindRunAs(runAs));
                break;
        }
    }

    private void BindDeclaration(LocalDeclarationStatementSyntax declaration, ImmutableArray<StatementOperation>.Builder into)
    {
        var type = Resolve(declaration.Type);
        foreach (var variable in declaration.Variables)
        {
            var value = variable.Initializer is null ? null : Conversions.Convert(BindExpression(variable.Initializer), type);
            into.Add(new VariableDeclarationOperation(variable, Declare(variable.Name, type), value));
        }
    }

    private ExpressionOperation? BindReturned(ReturnStatementSyntax returned)
    {
        if (returned.Expression is null) return null;
        var value = BindExpression(returned.Expression);
        return _method is null ? value : Conversions.Convert(value, _method.ReturnType);
    }

    private ForEachOperation BindForEach(ForEachStatementSyntax loop)
    {
        var collection = BindExpression(loop.Expression);
        collection = Conversions.AsChildren(collection) ?? collection;
        var type = Resolve(loop.Type);
        if (collection.Type.TypeKind == TypeKind.Unknown) collection = Conversions.Convert(collection, _universe.ListOf(type));
        var mark = _locals.Count;
        var local = Declare(loop.Identifier, type);
        var takesChunks = Conversions.IsListOfRecords(type) && Conversions.IsListOfRecords(collection.Type);
        var body = BindEmbedded(loop.Body);
        Leave(mark);
        return new ForEachOperation(loop, local, collection, takesChunks, body);
    }

    private LoopOperation BindFor(ForStatementSyntax loop)
    {
        var mark = _locals.Count;
        var before = ImmutableArray.CreateBuilder<StatementOperation>();
        if (loop.Declaration is not null) BindDeclaration(loop.Declaration, before);
        foreach (var initializer in loop.Initializers) before.Add(new ExpressionStatementOperation(initializer, BindExpression(initializer)));
        var condition = loop.Condition is null ? null : BindExpression(loop.Condition);
        var after = BindAll(loop.Incrementors);
        var body = BindEmbedded(loop.Body);
        Leave(mark);
        return new LoopOperation(loop, before.DrainToImmutable(), condition, testsLast: false, after, body);
    }

    private TryOperation BindTry(TryStatementSyntax statement)
    {
        var block = BindBlock(statement.Block);
        var catches = ImmutableArray.CreateBuilder<CatchOperation>(statement.Catches.Length);
        foreach (var clause in statement.Catches)
        {
            var mark = _locals.Count;
            var local = Declare(clause.Identifier, Resolve(clause.Type));
            catches.Add(new CatchOperation(clause, local, BindBlock(clause.Block)));
            Leave(mark);
        }

        return new TryOperation(statement, block, catches.MoveToImmutable(), statement.Finally is null ? null : BindBlock(statement.Finally));
    }

    private SwitchOperation BindSwitch(SwitchStatementSyntax statement)
    {
        var value = BindExpression(statement.Expression);
        var cases = ImmutableArray.CreateBuilder<SwitchCaseOperation>(statement.Sections.Length);
        foreach (var section in statement.Sections)
        {
            var values = ImmutableArray.CreateBuilder<ExpressionOperation>(section.Values.Length);
            foreach (var written in section.Values) values.Add(BindSwitchValue(written, value.Type));
            var mark = _locals.Count;
            var local = section.Type is not null && section.Identifier is { } name ? Declare(name, Resolve(section.Type)) : null;
            cases.Add(new SwitchCaseOperation(section, values.MoveToImmutable(), local, BindBlock(section.Block)));
            Leave(mark);
        }

        return new SwitchOperation(statement, value, cases.MoveToImmutable());
    }

    // Constants of the enum that is switched on stand without its name.
    private ExpressionOperation BindSwitchValue(ExpressionSyntax written, ITypeSymbol switchedOn)
    {
        if (written is IdentifierNameSyntax name && switchedOn is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            foreach (var member in enumeration.GetMembers(name.Identifier.Text))
                if (member is EnumConstantSymbol constant) return MemberReference(written, instance: null, constant);
        }

        if (written is IdentifierNameSyntax unknown && switchedOn.TypeKind == TypeKind.Unknown && FindVariable(unknown.Identifier.Text, written) is null)
            return new UnknownMemberOperation(written, switchedOn, instance: null, unknown.Identifier.Text);
        return BindExpression(written);
    }

    private BlockOperation BindRunAs(RunAsStatementSyntax statement)
    {
        var statements = ImmutableArray.CreateBuilder<StatementOperation>();
        foreach (var argument in statement.Arguments) statements.Add(new ExpressionStatementOperation(argument, BindExpression(argument)));
        statements.Add(BindBlock(statement.Block));
        return new BlockOperation(statement, statements.ToImmutable());
    }
}
