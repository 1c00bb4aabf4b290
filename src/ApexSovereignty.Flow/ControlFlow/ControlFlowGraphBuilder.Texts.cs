using System.Collections.Immutable;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>Code of the project that the platform runs when an object becomes text: its own <c>toString()</c>, and its getters when it is written as JSON.</content>
internal sealed partial class ControlFlowGraphBuilder
{
    /// <summary>An operand of a text, or what is shown of it.</summary>
    private ValueId LowerAsText(ExpressionOperation expression)
    {
        var value = LowerExpression(expression);
        var shown = expression is ConversionOperation { IsExplicit: false } converted ? converted.Operand : expression;
        return shown.Type is INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } type && FindToString(type) is { } own
            ? Result(r => new CallInstruction(r, expression.Syntax, own.ReturnType, own, own.Name, value, type, [], IsVirtual: (own.Modifiers & (DeclarationModifiers.Virtual | DeclarationModifiers.Override | DeclarationModifiers.Abstract)) != 0, Region))
            : value;
    }

    private static bool ShowsArgument(InvocationOperation call) =>
        call is { Method: { IsFromSource: false, ContainingType.Name: var type, Name: var name }, Arguments.Length: > 0 }
        && ((type == "String" && name.Equals("valueOf", StringComparison.OrdinalIgnoreCase)) || (type == "System" && name.Equals("debug", StringComparison.OrdinalIgnoreCase)));

    private static IMethodSymbol? FindToString(INamedTypeSymbol type)
    {
        var guard = 0;
        for (var at = type; at is { IsFromSource: true } && guard++ < 50; at = at.BaseType)
            foreach (var member in at.GetMembers("toString"))
                if (member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true } method) return method;
        return null;
    }

    /// <summary>The text of <c>String.join(COLUMNS, ', ')</c> where the code fixes the list's texts, else null.</summary>
    private string? JoinedText(InvocationOperation call) =>
        call is { Method: { IsFromSource: false, ContainingType.SpecialType: SpecialType.String }, Arguments: [var list, { HasConstantValue: true, ConstantValue: string separator }] } && IsNamed(call, "join")
        && ConstantTexts.Of(list, compilation) is { } texts ? string.Join(separator, texts) : null;

    /// <summary>The text of a query that a field of the object holds whose only text the code fixes, as a batch class does; else null.</summary>
    private string? QueryOfField(InvocationOperation call) =>
        call is { Method: { IsFromSource: false, ContainingType.Name: "Database" }, Arguments: [FieldReferenceOperation { Instance: InstanceReferenceOperation, Field: var field }, ..] } && (IsNamed(call, "query") || IsNamed(call, "getQueryLocator"))
            ? ConstantTexts.Of(field, compilation)
            : null;

    private static bool WritesJson(InvocationOperation call) =>
        call is { Method: { IsFromSource: false, ContainingType.Name: "JSON" }, Arguments: [_, ..] } && (IsNamed(call, "serialize") || IsNamed(call, "serializePretty"));

    /// <summary>JSON of an object with what its getters give, which no field holds.</summary>
    private ValueId WithGetters(InvocationOperation call, ValueId json, ValueId written)
    {
        var shown = call.Arguments[0] is ConversionOperation { IsExplicit: false } converted ? converted.Operand : call.Arguments[0];
        var type = TypeFacts.ElementType(shown.Type) ?? shown.Type;
        if (type is not INamedTypeSymbol { IsFromSource: true, TypeKind: TypeKind.Class } owner) return json;
        var getters = GettersOf(owner);
        if (getters.Count == 0) return json;
        var item = ReferenceEquals(type, shown.Type) ? written : Result(r => new IterateInstruction(r, call.Syntax, type, written, ""));
        var parts = ImmutableArray.CreateBuilder<ValueId>();
        parts.Add(json);
        foreach (var (property, getter) in getters)
            parts.Add(Result(r => new CallInstruction(r, call.Syntax, property.Type, getter, property.Name, item, owner, [], IsVirtual: (property.Modifiers & (DeclarationModifiers.Virtual | DeclarationModifiers.Override | DeclarationModifiers.Abstract)) != 0, Region)));
        var texts = parts.ToImmutable();
        return Result(r => new ConcatInstruction(r, call.Syntax, call.Type, texts));
    }

    private static List<(IPropertySymbol Property, IMethodSymbol Getter)> GettersOf(INamedTypeSymbol type)
    {
        var found = new List<(IPropertySymbol, IMethodSymbol)>();
        var guard = 0;
        for (var at = type; at is { IsFromSource: true } && guard++ < 50; at = at.BaseType)
            foreach (var member in at.Members)
                if (member is IPropertySymbol { IsStatic: false, GetMethod: { } getter } property && (property.Modifiers & DeclarationModifiers.Transient) == 0 && TypeFacts.CanCarry(property.Type)) found.Add((property, getter));
        return found;
    }
}
