using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>How well a value of one type fits another, as overload resolution and operators need it.</summary>
internal static class Conversions
{
    /// <summary>Cost of a conversion that Apex does not have. Such an overload is taken only where no other is left.</summary>
    public const int Impossible = 1000;

    private const int Unsure = 5;
    private const int ToObject = 20;
    private const int ToSingleRecord = 40;

    public static int Cost(ITypeSymbol from, ITypeSymbol to)
    {
        if (ReferenceEquals(from, to)) return 0;
        if (from.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter || to.TypeKind is TypeKind.Unknown or TypeKind.TypeParameter) return Unsure;
        if (to.SpecialType == SpecialType.Object) return from.SpecialType == SpecialType.Null ? 3 : ToObject;
        if (from.SpecialType == SpecialType.Null) return 1;
        return (from.SpecialType, to.SpecialType) switch
        {
            (SpecialType.Integer, SpecialType.Long) => 2,
            (SpecialType.Integer, SpecialType.Double) => 3,
            (SpecialType.Integer, SpecialType.Decimal) => 4,
            (SpecialType.Long, SpecialType.Double) => 2,
            (SpecialType.Long, SpecialType.Decimal) => 3,
            (SpecialType.Double, SpecialType.Decimal) => 2,
            (SpecialType.Decimal, SpecialType.Double) => 6,
            (SpecialType.Id, SpecialType.String) => 2,
            (SpecialType.String, SpecialType.Id) => 4,
            (SpecialType.Date, SpecialType.Datetime) => 3,
            _ => CostOfReference(from, to),
        };
    }

    /// <summary>The type of a value that is one of two, as in <c>c ? a : b</c>.</summary>
    public static ITypeSymbol Common(TypeUniverse universe, ITypeSymbol left, ITypeSymbol right)
    {
        if (ReferenceEquals(left, right) || right.SpecialType == SpecialType.Null) return left;
        if (left.SpecialType == SpecialType.Null) return right;
        if (left.TypeKind == TypeKind.Unknown) return right;
        if (right.TypeKind == TypeKind.Unknown) return left;
        // A query stands for its single record beside a record.
        if (right.TypeKind == TypeKind.SObject && IsListOfRecords(left)) return right;
        if (left.TypeKind == TypeKind.SObject && IsListOfRecords(right)) return left;
        if (left.SpecialType == SpecialType.String && right.SpecialType == SpecialType.Id) return left;
        if (right.SpecialType == SpecialType.String && left.SpecialType == SpecialType.Id) return right;
        var (toRight, toLeft) = (Cost(left, right), Cost(right, left));
        if (toRight < Impossible && toRight <= toLeft) return right;
        if (toLeft < Impossible) return left;
        if (left.TypeKind == TypeKind.SObject && right.TypeKind == TypeKind.SObject) return universe.SObject;
        if (left is INamedTypeSymbol first)
        {
            foreach (var ancestor in Inheritance.SelfAndBases(first))
                if (Inheritance.IsSubtypeOf(right, ancestor)) return ancestor;
            foreach (var implemented in Inheritance.AllInterfaces(first))
                if (Inheritance.IsSubtypeOf(right, implemented)) return implemented;
        }

        return universe.GetSpecialType(SpecialType.Object);
    }

    public static bool IsListOfRecords(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.List, TypeArguments: [{ TypeKind: TypeKind.SObject }] };

    /// <summary>Whether values of the type are records, or a collection of them.</summary>
    private static bool HoldsRecords(ITypeSymbol type) =>
        type.TypeKind == TypeKind.SObject || type is INamedTypeSymbol { SpecialType: SpecialType.List or SpecialType.Set or SpecialType.Map, TypeArguments: [.., { TypeKind: TypeKind.SObject }] };

    /// <summary>
    /// The value as a target of some type takes it: a list of records gives its only record where a record is wanted, a
    /// relationship that nothing declares is one to children where a list is wanted, and what code outside the project gives is
    /// of the type that records are wanted of.
    /// </summary>
    public static ExpressionOperation Convert(ExpressionOperation value, ITypeSymbol target)
    {
        if (value is InvocationOperation { Method: null, Type.TypeKind: TypeKind.Unknown } given && HoldsRecords(target))
            return new InvocationOperation(given.Syntax, target, null, given.MethodName, given.Instance, given.Arguments, given.IsVirtual);
        if (target.TypeKind == TypeKind.SObject && IsListOfRecords(value.Type)) return new ConversionOperation(value.Syntax, target, value, isExplicit: false);
        return target.SpecialType is SpecialType.List or SpecialType.Iterable ? AsChildren(value) ?? value : value;
    }

    /// <summary>The value as a list of children where it is a relationship that nothing declares, else null.</summary>
    public static FieldReferenceOperation? AsChildren(ExpressionOperation value)
    {
        if (value is not FieldReferenceOperation { Field: SObjectFieldSymbol { IsAssumed: true, IsRelationship: true, Type.TypeKind: TypeKind.SObject, Object: SObjectTypeSymbol owner } field } reference) return null;
        var children = owner.GetChildren(field.Name);
        return new FieldReferenceOperation(reference.Syntax, children.Type, reference.Instance, children);
    }

    private static int CostOfReference(ITypeSymbol from, ITypeSymbol to)
    {
        if (from is not INamedTypeSymbol source || to is not INamedTypeSymbol target) return Impossible;
        if (source.TypeKind == TypeKind.SObject && target.TypeKind == TypeKind.SObject)
        {
            if (target.SpecialType == SpecialType.SObject) return 2;
            return source.SpecialType == SpecialType.SObject ? 12 : Impossible;
        }

        if (target.TypeKind == TypeKind.SObject) return IsListOfRecords(source) ? ToSingleRecord : Impossible;
        if (IsDescribedField(source) && IsDescribedField(target)) return 1;
        if (ReferenceEquals(source.OriginalDefinition, target.OriginalDefinition) && !source.TypeArguments.IsEmpty) return CostOfArguments(source, target);
        var steps = 0;
        foreach (var ancestor in Inheritance.SelfAndBases(source))
        {
            if (ReferenceEquals(ancestor, target)) return steps;
            if (ancestor.TypeKind == TypeKind.Unknown) return Unsure;
            steps++;
        }

        if (target.TypeKind != TypeKind.Interface) return Impossible;
        foreach (var implemented in Inheritance.AllInterfaces(source))
        {
            if (ReferenceEquals(implemented, target)) return 6;
            if (implemented.TypeKind == TypeKind.Unknown) return Unsure;
            if (ReferenceEquals(implemented.OriginalDefinition, target.OriginalDefinition) && !target.TypeArguments.IsEmpty)
                return Math.Min(Impossible, 6 + CostOfArguments(implemented, target));
        }

        return Impossible;
    }

    // Apex takes a field's token and its description for each other.
    private static bool IsDescribedField(INamedTypeSymbol type) => type.Namespace == "Schema" && type.Name is "SObjectField" or "DescribeFieldResult";

    private static int CostOfArguments(INamedTypeSymbol source, INamedTypeSymbol target)
    {
        var cost = 0;
        for (var i = 0; i < source.TypeArguments.Length && i < target.TypeArguments.Length; i++)
            cost += Cost(source.TypeArguments[i], target.TypeArguments[i]);
        return Math.Min(cost, Impossible);
    }
}
