using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Flow.ControlFlow;

/// <content>
/// Registries: a private static final map that is filled with constants, as names of classes, or with new objects without members where it is declared and never changed in its file. Reading it
/// makes it anew, so that the object under a constant key is of a known class.
/// </content>
internal sealed partial class ControlFlowGraphBuilder
{
    private ValueId? LowerRegistry(FieldReferenceOperation e)
    {
        const DeclarationModifiers Fixed = DeclarationModifiers.Static | DeclarationModifiers.Final;
        const DeclarationModifiers Visible = DeclarationModifiers.Public | DeclarationModifiers.Global | DeclarationModifiers.Protected;
        if (e is not { Instance: null, Field: { IsFromSource: true, Type.SpecialType: SpecialType.Map } field } || (field.Modifiers & (Fixed | Visible)) != Fixed) return null;
        if (field.ContainingType is not { } type || method.MethodKind == MethodKind.StaticConstructor || compilation.GetTree(field) is not { } tree) return null;
        if (compilation.GetStaticConstructor(type) is not { } initializer || ConstantTexts.IsChanged(field.Name, tree.Root) || compilation.GetBody(initializer) is not { } body) return null;
        var assigned = body.Statements.OfType<ExpressionStatementOperation>().Select(s => s.Expression).OfType<AssignmentOperation>().FirstOrDefault(a => a.Target is FieldReferenceOperation target && ReferenceEquals(target.Field, field));
        return assigned?.Value is ObjectCreationOperation { Entries.IsEmpty: false } map && map.Entries.All(n => IsStateless(n.Value)) ? LowerExpression(map) : null;
    }

    // An object with members might keep what one caller leaves in it for the next.
    private static bool IsStateless(ExpressionOperation value)
    {
        if (value is ConversionOperation converted) value = converted.Operand;
        if (value.HasConstantValue) return true;
        if (value is not ObjectCreationOperation { Arguments.IsEmpty: true, Type: INamedTypeSymbol { IsFromSource: true } type }) return false;
        var guard = 0;
        for (var at = type; at is { IsFromSource: true } && guard++ < 50; at = at.BaseType)
            if (at.Members.Any(m => m is IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false })) return false;
        return true;
    }
}
