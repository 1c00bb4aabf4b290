using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <content>Names: variables before types before namespaces.</content>
internal sealed partial class Binder
{
    /// <summary>What a name stands for: a value; else a type where <see cref="Type"/> is set; else perhaps a namespace of that <see cref="Name"/>.</summary>
    private readonly record struct Meaning(ExpressionOperation? Value, NamedTypeSymbol? Type, string Name)
    {
        public static Meaning Of(ExpressionOperation value) => new(value, Type: null, "");

        public static Meaning Of(NamedTypeSymbol? type, string name) => new(Value: null, type, name);
    }

    private ExpressionOperation BindIdentifier(IdentifierNameSyntax identifier) =>
        FindVariable(identifier.Identifier.Text, identifier) ?? UnknownMember(identifier, UnknownBaseInstance(identifier), identifier.Identifier.Text);

    private Meaning MeaningOf(ExpressionSyntax syntax) => syntax switch
    {
        IdentifierNameSyntax identifier => FindVariable(identifier.Identifier.Text, identifier) is { } variable
            ? Meaning.Of(variable)
            : TypeMeaning(identifier.Identifier.Text),
        MemberAccessExpressionSyntax access => MeaningOfMember(access),
        _ => Meaning.Of(BindExpression(syntax)),
    };

    private Meaning TypeMeaning(string name) => Meaning.Of(_compilation.Types.FindSimple(name, _type), name);

    private ExpressionOperation ToValue(Meaning meaning, ExpressionSyntax syntax) =>
        meaning.Value ?? UnknownMember(syntax, instance: null, meaning.Name);

    /// <summary>A local, parameter, field or property by simple name, or null.</summary>
    private ExpressionOperation? FindVariable(string name, SyntaxNode syntax)
    {
        for (var i = _locals.Count - 1; i >= 0; i--)
        {
            var local = _locals[i];
            if (local.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return new LocalReferenceOperation(syntax, local.Type, local);
        }

        foreach (var parameter in _parameters)
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return new ParameterReferenceOperation(syntax, parameter.Type, parameter);

        var isStatic = _isStatic;
        for (var type = _type; type is not null; type = type.Container)
        {
            if (FindFieldOrProperty(type, name, isStatic ? true : null) is { } member)
            {
                CountMember(member);
                return MemberReference(syntax, member.IsStatic ? null : This(syntax), member);
            }

            // Nested classes see only what is static in the class around them.
            isStatic = true;
        }

        return null;
    }

    /// <summary>A field or property declared by a type or its bases.</summary>
    private static ISymbol? FindFieldOrProperty(INamedTypeSymbol type, string name, bool? isStatic)
    {
        var steps = 0;
        for (var current = type; current is not null && steps < 100; current = current.BaseType, steps++)
        {
            foreach (var member in current.GetMembers(name))
                if (member is IFieldSymbol or IPropertySymbol && (isStatic is not { } wanted || member.IsStatic == wanted)) return member;
        }

        // Constants of interfaces do not exist in Apex, but properties of platform interfaces do.
        if (type.TypeKind != TypeKind.Interface) return null;
        foreach (var implemented in Inheritance.AllInterfaces(type))
        {
            foreach (var member in implemented.GetMembers(name))
                if (member is IPropertySymbol) return member;
        }

        return null;
    }

    private ExpressionOperation MemberReference(SyntaxNode syntax, ExpressionOperation? instance, ISymbol member)
    {
        switch (member)
        {
            case SourceFieldSymbol { HasConstantValue: true } constant:
                return new FieldReferenceOperation(syntax, constant.Type, instance: null, constant) { HasConstantValue = true, ConstantValue = constant.ConstantValue };
            case IFieldSymbol field:
                return new FieldReferenceOperation(syntax, field.Type, field.IsStatic ? null : instance, field);
            case IPropertySymbol property:
                var isVirtual = property is SourcePropertySymbol { IsVirtual: true } && instance is not InstanceReferenceOperation { IsSuper: true };
                return new PropertyReferenceOperation(syntax, TypeOfProperty(property), property.IsStatic ? null : instance, property, isVirtual);
            default:
                return UnknownMember(syntax, instance, member.Name);
        }
    }

    // Inside a trigger the records of the context have the trigger's type.
    private ITypeSymbol TypeOfProperty(IPropertySymbol property)
    {
        if (_type.TriggerObject is not { } record || property.ContainingType is not { FullName: "System.Trigger" }) return property.Type;
        return property.Type.SpecialType switch
        {
            SpecialType.List => _universe.ListOf(record),
            SpecialType.Map => _universe.MapOf(_universe.GetSpecialType(SpecialType.Id), record),
            _ => property.Type,
        };
    }

    private Meaning MeaningOfMember(MemberAccessExpressionSyntax access)
    {
        var name = access.Name.Text;
        if (access.Expression is SuperExpressionSyntax or ThisExpressionSyntax)
        {
            var self = BindExpression(access.Expression);
            return Meaning.Of(FindInstanceMember(self, name, access) ?? UnknownMember(access, self, name));
        }

        var left = MeaningOf(access.Expression);
        if (left.Value is { } value)
        {
            if (FindInstanceMember(value, name, access) is { } member) return Meaning.Of(member);
            // A variable may hide a type of the same name: Account.SObjectType beside a property Account.
            if (access.Expression is IdentifierNameSyntax identifier
                && TypeMeaning(identifier.Identifier.Text) is { Type: not null } type
                && FindStaticMember(type, name, access) is { } hidden)
            {
                return hidden;
            }

            return Meaning.Of(UnknownMember(access, value, name));
        }

        return FindStaticMember(left, name, access) ?? Meaning.Of(type: null, left.Name + "." + name);
    }

    private ExpressionOperation? FindInstanceMember(ExpressionOperation instance, string name, MemberAccessExpressionSyntax access)
    {
        if (instance.Type is ISObjectTypeSymbol record) return RecordMember(AsParent(instance), record, name, access);
        if (instance.Type is not INamedTypeSymbol type || type.TypeKind == TypeKind.Unknown)
        {
            // What is selected from a field of unknown type is a relationship to a parent.
            if (AsParent(instance) is FieldReferenceOperation { Type: ISObjectTypeSymbol parent } reference) return RecordMember(reference, parent, name, access);
            return UnknownMember(access, instance, name);
        }

        if ((instance is LabelReferenceOperation || type.Namespace == "Schema") && DescribeMember(instance, type, name, access) is { } described)
        {
            CountMember(described is LiteralOperation { Symbol: { } symbol } ? symbol : type);
            return described;
        }

        if (FindFieldOrProperty(type, name, isStatic: null) is { } member)
        {
            CountMember(member);
            return MemberReference(access, instance, member);
        }

        if (Conversions.IsListOfRecords(type))
        {
            var single = (ISObjectTypeSymbol)type.TypeArguments[0];
            return RecordMember(new ConversionOperation(instance.Syntax, single, instance, isExplicit: false), single, name, access);
        }

        return Inheritance.HasUnknownBase(type) ? UnknownMember(access, instance, name) : null;
    }

    private ExpressionOperation RecordMember(ExpressionOperation instance, ISObjectTypeSymbol record, string name, SyntaxNode syntax)
    {
        // QueueSobject and a few others have a field of that name.
        if (name.Equals("SObjectType", StringComparison.OrdinalIgnoreCase) && record.GetMembers(name).IsEmpty)
        {
            CountMember(record);
            return Token(syntax, "Schema", "SObjectType", record, record.Name);
        }

        var field = record.GetField(name);
        CountMember(field);
        return new FieldReferenceOperation(syntax, field.Type, instance, field);
    }

    private static ExpressionOperation AsParent(ExpressionOperation instance)
    {
        if (instance is not FieldReferenceOperation { Field: SObjectFieldSymbol { IsAssumed: true, IsRelationship: false } field } reference) return instance;
        if (SObjectNames.IsCustomName(field.Name)) return instance;
        var parent = ((SObjectTypeSymbol)field.Object).GetParent(field.Name);
        return new FieldReferenceOperation(reference.Syntax, parent.Type, reference.Instance, parent);
    }

    private Meaning? FindStaticMember(Meaning left, string name, MemberAccessExpressionSyntax access)
    {
        if (left.Type is { } type)
        {
            if (SpecialStaticMember(type, name, access) is { } special) return Meaning.Of(special);
            if (FindFieldOrProperty(type, name, isStatic: true) is { } member && type.TypeKind != TypeKind.SObject)
            {
                CountMember(member);
                return Meaning.Of(MemberReference(access, instance: null, member));
            }

            if (TypeResolver.FindNested(type, name, inherits: true) is { } nested) return Meaning.Of(nested, left.Name + "." + name);
            if (type is PlatformTypeSymbol platform
                && _universe.FindPlatformType(platform.Declaration.Namespace, platform.Declaration.Name + "." + name) is { } nestedPlatform)
            {
                return Meaning.Of(nestedPlatform, left.Name + "." + name);
            }
        }

        // Both a class with static methods and an sObject: BusinessHours, Site, Network.
        if (left.Type is PlatformTypeSymbol && _universe.FindSObject(left.Name) is { } sameName && SpecialStaticMember(sameName, name, access) is { } ofObject)
            return Meaning.Of(ofObject);
        if (_compilation.Types.IsNamespace(left.Name) && _compilation.Types.FindInNamespace(left.Name, name) is { } inNamespace)
            return Meaning.Of(inNamespace, left.Name + "." + name);
        if (left.Type is null && left.Name.Equals("Page", StringComparison.OrdinalIgnoreCase)) return Meaning.Of(PageToken(name, access));
        // Namespaces of types and of pages, labels and objects go two levels deep: System.Label, System.SObjectType, ns.Object__c.
        if (left.Type is null && left.Value is null && SObjectNames.HasSuffix(name) && !left.Name.Contains('.', StringComparison.Ordinal))
            return Meaning.Of(_universe.FindSObject(left.Name + "__" + name), name);
        return null;
    }

    private ExpressionOperation? SpecialStaticMember(NamedTypeSymbol type, string name, MemberAccessExpressionSyntax access)
    {
        if (type is SObjectTypeSymbol record)
        {
            if (name.Equals("fields", StringComparison.OrdinalIgnoreCase)) return Token(access, "Schema", "SObjectTypeFields", record, record.Name);
            if (name.Equals("fieldSets", StringComparison.OrdinalIgnoreCase)) return Token(access, "Schema", "SObjectTypeFieldSets", record, record.Name);
            if (name.Equals("SObjectType", StringComparison.OrdinalIgnoreCase))
            {
                CountMember(record);
                return Token(access, "Schema", "SObjectType", record, record.Name);
            }

            var field = record.GetField(name);
            CountMember(field);
            return Token(access, "Schema", "SObjectField", field, field.Name);
        }

        if (type is not PlatformTypeSymbol { SpecialType: SpecialType.None } platform) return null;
        switch (platform.FullName)
        {
            case "System.Label":
                if (_universe.Project.FindLabel(name) is not null) _counts.MembersToProject++;
                else _counts.MembersAssumed++;
                return Label(name, name, access);
            case "System.Page":
                return PageToken(name, access);
            case "Schema.SObjectType":
                var described = _universe.GetSObject(name);
                CountMember(described);
                return Token(access, "Schema", "DescribeSObjectResult", described, described.Name);
            default:
                return null;
        }
    }

    private LiteralOperation PageToken(string name, SyntaxNode syntax)
    {
        _counts.MembersAssumed++;
        return new(syntax, (ITypeSymbol?)_universe.FindPlatformType("System", "PageReference") ?? _unknown) { HasConstantValue = true, ConstantValue = "/apex/" + name };
    }

    private LabelReferenceOperation Label(string name, string fullName, SyntaxNode syntax) =>
        new(syntax, _string, fullName, _universe.Project.FindLabel(name)?.Value);

    // Members that exist for each object and field: SObjectType.Account.fields.Name, …fieldSets.Summary, Label.ns.Name.
    private ExpressionOperation? DescribeMember(ExpressionOperation instance, INamedTypeSymbol type, string name, SyntaxNode syntax)
    {
        switch (instance)
        {
            case LabelReferenceOperation label when !label.Name.Contains('.', StringComparison.Ordinal):
                var isOwn = _compilation.Types.IsOwnNamespace(label.Name) || label.Name.Equals("c", StringComparison.OrdinalIgnoreCase);
                return new LabelReferenceOperation(syntax, _string, label.Name + "." + name, isOwn ? _universe.Project.FindLabel(name)?.Value : null);
            case LiteralOperation { Symbol: ISObjectTypeSymbol record } when type.FullName is "Schema.DescribeSObjectResult" or "Schema.SObjectType":
                if (name.Equals("fields", StringComparison.OrdinalIgnoreCase)) return Token(syntax, "Schema", "SObjectTypeFields", record, record.Name);
                return name.Equals("fieldSets", StringComparison.OrdinalIgnoreCase) ? Token(syntax, "Schema", "SObjectTypeFieldSets", record, record.Name) : null;
            case LiteralOperation { Symbol: ISObjectTypeSymbol record } when type.FullName == "Schema.SObjectTypeFields":
                var field = record.GetField(name);
                return Token(syntax, "Schema", "DescribeFieldResult", field, field.Name);
            case LiteralOperation { Symbol: ISObjectTypeSymbol record } when type.FullName == "Schema.SObjectTypeFieldSets":
                return Token(syntax, "Schema", "FieldSet", record, name);
            // Opportunity.Account.Name is a token of the parent's field, OrderShare.RowCause.Manual a text.
            case LiteralOperation { Symbol: ISObjectFieldSymbol { IsRelationship: true, Type: ISObjectTypeSymbol parent } } when type.FullName == "Schema.SObjectField":
                var parentField = parent.GetField(name);
                return Token(syntax, "Schema", "SObjectField", parentField, parentField.Name);
            case LiteralOperation { Symbol: ISObjectFieldSymbol { Name: "RowCause" } } when type.FullName == "Schema.SObjectField":
                return new LiteralOperation(syntax, _string) { HasConstantValue = true, ConstantValue = name };
            case LiteralOperation { Symbol: SObjectFieldSymbol { IsAssumed: true, Object: SObjectTypeSymbol owner } assumed } when type.FullName == "Schema.SObjectField" && !SObjectNames.IsCustomName(assumed.Name):
                var assumedField = ((owner.GetParent(assumed.Name).Type as SObjectTypeSymbol) ?? _universe.SObject).GetField(name);
                return Token(syntax, "Schema", "SObjectField", assumedField, assumedField.Name);
            default:
                if (type.FullName == "Schema.SObjectTypeFields" && _universe.FindPlatformType("Schema", "DescribeFieldResult") is { } fieldDescribe)
                    return new UnknownMemberOperation(syntax, fieldDescribe, instance, name);
                return type.FullName == "Schema.SObjectTypeFieldSets" && _universe.FindPlatformType("Schema", "FieldSet") is { } fieldSet
                    ? new UnknownMemberOperation(syntax, fieldSet, instance, name)
                    : null;
        }
    }

    private UnknownMemberOperation UnknownMember(SyntaxNode syntax, ExpressionOperation? instance, string name)
    {
        _counts.MembersUnbound++;
        if (instance is not null && IsOpen(instance.Type)) _counts.MembersOnUnknownTypes++;
        else _counters?.AddUnbound(NameOfUnbound(instance?.Type, name));
        return new UnknownMemberOperation(syntax, _unknown, instance, name);
    }

    private string NameOfUnbound(ITypeSymbol? type, string name) => type is null ? _universe.Spelling.CanonicalPath(name) : type.FullName + "." + _universe.Spelling.Canonical(name);

    // A member that nothing declares may come from an undeclared base class.
    private InstanceReferenceOperation? UnknownBaseInstance(SyntaxNode syntax) => !_isStatic && Inheritance.HasUnknownBase(_type) ? This(syntax) : null;
}
