using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;

namespace ApexSovereignty.Semantics.Binding;

/// <content>Calls and creations.</content>
internal sealed partial class Binder
{
    private ExpressionOperation BindInvocation(InvocationExpressionSyntax invocation)
    {
        switch (invocation.Expression)
        {
            case ThisExpressionSyntax:
                return BindConstructorCall(invocation, isSuper: false);
            case SuperExpressionSyntax:
                return BindConstructorCall(invocation, isSuper: true);
            case IdentifierNameSyntax name:
                return BindSimpleCall(invocation, name);
            case MemberAccessExpressionSyntax access:
                return BindQualifiedCall(invocation, access);
            default:
                var called = BindExpression(invocation.Expression);
                return Unbound(invocation, called, "", BindAll(invocation.Arguments));
        }
    }

    private ConstructorCallOperation BindConstructorCall(InvocationExpressionSyntax invocation, bool isSuper)
    {
        var arguments = BindAll(invocation.Arguments);
        INamedTypeSymbol? type = isSuper ? _type.BaseType : _type;
        var constructor = type is null ? null : PickConstructor(type, arguments);
        return new ConstructorCallOperation(invocation, _universe.Void, constructor, isSuper, ConvertArguments(arguments, constructor));
    }

    private InvocationOperation BindSimpleCall(InvocationExpressionSyntax invocation, IdentifierNameSyntax name)
    {
        var arguments = BindAll(invocation.Arguments);
        var methodName = name.Identifier.Text;
        var isStatic = _isStatic;
        for (var type = _type; type is not null; type = type.Container)
        {
            CollectMethods(type, methodName);
            if (isStatic && !ReferenceEquals(type, _type)) _candidates.RemoveAll(static candidate => !candidate.IsStatic);
            if (OverloadResolution.Pick(_candidates, arguments, isStatic ? true : null) is { } method)
            {
                var instance = method.IsStatic || !ReferenceEquals(type, _type) ? null : This(name);
                return Call(invocation, method, methodName, instance, arguments, receiver: null);
            }

            isStatic = true;
        }

        return Unbound(invocation, UnknownBaseInstance(name), methodName, arguments);
    }

    private InvocationOperation BindQualifiedCall(InvocationExpressionSyntax invocation, MemberAccessExpressionSyntax access)
    {
        var name = access.Name.Text;
        var left = MeaningOf(access.Expression);
        var arguments = BindAll(invocation.Arguments);
        if (left.Value is { } value)
        {
            if (BindInstanceCall(invocation, value, name, arguments) is { } bound) return bound;
            if (access.Expression is IdentifierNameSyntax identifier
                && TypeMeaning(identifier.Identifier.Text) is { Type: not null } hidden
                && BindStaticCall(invocation, hidden, name, arguments) is { } hiddenCall)
            {
                return hiddenCall;
            }

            return Unbound(invocation, value, name, arguments);
        }

        return BindStaticCall(invocation, left, name, arguments) ?? UnboundStatic(invocation, left, name, arguments);
    }

    private InvocationOperation? BindInstanceCall(InvocationExpressionSyntax invocation, ExpressionOperation instance, string name, ImmutableArray<ExpressionOperation> arguments)
    {
        if (instance.Type is not INamedTypeSymbol type || type.TypeKind == TypeKind.Unknown) return null;
        // A child relationship that nothing declares looks like a parent until a method of lists is called.
        if (Conversions.AsChildren(instance) is { } children && IsListCall(type, name, arguments)) return BindInstanceCall(invocation, children, name, arguments);
        CollectMethods(type, name);
        if (OverloadResolution.Pick(_candidates, arguments, wantsStatic: null) is { } method)
            return Call(invocation, method, name, method.IsStatic ? null : instance, arguments, type);

        // A query's only record.
        if (Conversions.IsListOfRecords(type))
        {
            CollectMethods((INamedTypeSymbol)type.TypeArguments[0], name);
            if (OverloadResolution.Pick(_candidates, arguments, wantsStatic: false) is { } recordMethod)
            {
                var single = new ConversionOperation(instance.Syntax, type.TypeArguments[0], instance, isExplicit: false);
                return Call(invocation, recordMethod, name, single, arguments, (INamedTypeSymbol)type.TypeArguments[0]);
            }
        }

        // Numbers widen (Integer has no setScale), and a described field is its token too.
        if (AlternativeReceiver(type) is not { } alternative) return null;
        CollectMethods(alternative, name);
        return OverloadResolution.Pick(_candidates, arguments, wantsStatic: false) is { } alternativeMethod
            ? Call(invocation, alternativeMethod, name, instance, arguments, alternative)
            : null;
    }

    private bool IsListCall(INamedTypeSymbol record, string name, ImmutableArray<ExpressionOperation> arguments)
    {
        if (name.Equals("get", StringComparison.OrdinalIgnoreCase)) return arguments is [{ Type.SpecialType: SpecialType.Integer or SpecialType.Long }];
        CollectMethods(record, name);
        return _candidates.Count == 0;
    }

    private NamedTypeSymbol? AlternativeReceiver(INamedTypeSymbol type) => type.SpecialType switch
    {
        SpecialType.Integer or SpecialType.Long or SpecialType.Double => _universe.GetSpecialType(SpecialType.Decimal),
        SpecialType.Id => _universe.GetSpecialType(SpecialType.String),
        _ => type.FullName switch
        {
            "Schema.DescribeFieldResult" => _universe.FindPlatformType("Schema", "SObjectField"),
            "Schema.SObjectField" => _universe.FindPlatformType("Schema", "DescribeFieldResult"),
            "Schema.DescribeSObjectResult" => _universe.FindPlatformType("Schema", "SObjectType"),
            "Schema.SObjectType" => _universe.FindPlatformType("Schema", "DescribeSObjectResult"),
            _ => null,
        },
    };

    private InvocationOperation? BindStaticCall(InvocationExpressionSyntax invocation, Meaning left, string name, ImmutableArray<ExpressionOperation> arguments)
    {
        if (left.Type is { TypeKind: not TypeKind.Unknown } type)
        {
            CollectMethods(type, name);
            if (OverloadResolution.Pick(_candidates, arguments, wantsStatic: true) is { } method)
                return Call(invocation, method, name, method.IsStatic || method.ContainingType is not SourceTypeSymbol ? null : InstanceOfOuterCall(invocation, method), arguments, type);
        }

        // Schema.getGlobalDescribe(), Database.query(…): a class named like its namespace.
        if (_universe.FindPlatformType(left.Name, left.Name) is { } sameName && !ReferenceEquals(sameName, left.Type))
        {
            CollectMethods(sameName, name);
            if (OverloadResolution.Pick(_candidates, arguments, wantsStatic: true) is { } method) return Call(invocation, method, name, instance: null, arguments, sameName);
        }

        return null;
    }

    // An instance method named through its class: legal only inside that class.
    private InstanceReferenceOperation? InstanceOfOuterCall(SyntaxNode syntax, IMethodSymbol method) =>
        !_isStatic && method.ContainingType is { } declaring && Inheritance.IsSubtypeOf(_type, declaring) ? This(syntax) : null;

    private InvocationOperation Call(
        InvocationExpressionSyntax invocation, IMethodSymbol method, string name, ExpressionOperation? instance, ImmutableArray<ExpressionOperation> arguments, INamedTypeSymbol? receiver)
    {
        if (method.IsFromSource) _counts.CallsToProject++;
        else _counts.CallsToPlatform++;
        var isVirtual = method.IsVirtual && instance is not InstanceReferenceOperation { IsSuper: true };
        return new InvocationOperation(invocation, ReturnType(method, receiver), method, name, instance, ConvertArguments(arguments, method), isVirtual);
    }

    private InvocationOperation Unbound(InvocationExpressionSyntax invocation, ExpressionOperation? instance, string name, ImmutableArray<ExpressionOperation> arguments)
    {
        _counts.CallsUnbound++;
        if (instance is not null && IsOpen(instance.Type)) _counts.CallsOnUnknownTypes++;
        else _counters?.AddUnbound(NameOfUnbound(instance?.Type, name) + "()");
        return new InvocationOperation(invocation, _unknown, method: null, name, instance, arguments, isVirtual: false);
    }

    private InvocationOperation UnboundStatic(InvocationExpressionSyntax invocation, Meaning left, string name, ImmutableArray<ExpressionOperation> arguments)
    {
        _counts.CallsUnbound++;
        if (left.Type is null || IsOpen(left.Type)) _counts.CallsOnUnknownTypes++;
        else _counters?.AddUnbound(left.Type.FullName + "." + _universe.Spelling.Canonical(name) + "()");
        return new InvocationOperation(invocation, _unknown, method: null, (left.Type?.FullName ?? left.Name) + "." + name, instance: null, arguments, isVirtual: false);
    }

    private static bool IsOpen(ITypeSymbol type) => type.TypeKind == TypeKind.Unknown || (type is INamedTypeSymbol named && Inheritance.HasUnknownBase(named));

    /// <summary>Fills the candidates: methods of a type, its bases, its interfaces where it may leave them open, and of Object.</summary>
    private void CollectMethods(INamedTypeSymbol type, string name)
    {
        _candidates.Clear();
        var steps = 0;
        for (var current = type; current is not null && steps < 100; current = current.BaseType, steps++) AddMethods(current, name);
        if (type.TypeKind == TypeKind.Interface || _candidates.Count == 0)
        {
            foreach (var implemented in Inheritance.AllInterfaces(type)) AddMethods(implemented, name);
        }

        AddMethods(_universe.GetSpecialType(SpecialType.Object), name);
    }

    private void AddMethods(INamedTypeSymbol type, string name)
    {
        var inherited = _candidates.Count;
        foreach (var member in type.GetMembers(name))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method) continue;
            var isHidden = false;
            for (var i = 0; i < inherited && !isHidden; i++) isHidden = Inheritance.SameParameters(_candidates[i], method);
            if (!isHidden) _candidates.Add(method);
        }
    }

    // What the platform declares as SObject or Object has the receiver's type: Account copy = account.clone().
    private ITypeSymbol ReturnType(IMethodSymbol method, INamedTypeSymbol? receiver)
    {
        var declared = method.ReturnType;
        if (receiver is null || method.IsFromSource) return declared;
        if (method.ContainingType?.SpecialType == SpecialType.SObject && receiver.SpecialType != SpecialType.SObject)
        {
            if (method.Name == "clone") return receiver;
            if (!method.IsStatic) return declared;
            if (declared.SpecialType == SpecialType.SObject) return receiver;
            if (declared.SpecialType == SpecialType.Map) return _universe.MapOf(_string, receiver);
        }

        return method.Name == "clone" && declared.SpecialType == SpecialType.Object ? receiver : declared;
    }

    private ImmutableArray<ExpressionOperation> ConvertArguments(ImmutableArray<ExpressionOperation> arguments, IMethodSymbol? method)
    {
        if (method is null) return arguments;
        var parameters = method.Parameters;
        for (var i = 0; i < arguments.Length && i < parameters.Length; i++)
        {
            var converted = Conversions.Convert(arguments[i], parameters[i].Type);
            if (!ReferenceEquals(converted, arguments[i])) arguments = arguments.SetItem(i, converted);
        }

        return arguments;
    }

    private IMethodSymbol? PickConstructor(INamedTypeSymbol type, ImmutableArray<ExpressionOperation> arguments)
    {
        _candidates.Clear();
        AddConstructors(type);
        // Exceptions have those of Exception beside the ones they declare.
        if (!arguments.IsEmpty && Inheritance.IsSubtypeOf(type, _universe.Exception)) AddConstructors(_universe.Exception);
        return OverloadResolution.Pick(_candidates, arguments, wantsStatic: null);
    }

    private void AddConstructors(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers(type.Name))
            if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) _candidates.Add(constructor);
    }

    private ObjectCreationOperation BindCreation(ObjectCreationExpressionSyntax creation)
    {
        var type = Resolve(creation.Type);
        if (creation.Kind is CreationKind.ArraySize or CreationKind.ArrayElements) type = _universe.ListOf(type);
        var record = type as ISObjectTypeSymbol;
        if (record is null && !creation.Fields.IsEmpty)
        {
            // Only sObjects and Visualforce components are created with fields.
            var name = creation.Type.Parts[^1].Name.Text;
            record = _universe.GetSObject(name);
            if (type.TypeKind == TypeKind.Unknown || _universe.FindSObject(name) is not null) type = record;
        }

        var arguments = BindAll(creation.Arguments);
        var fields = ImmutableArray<FieldInitializerOperation>.Empty;
        if (record is not null && !creation.Fields.IsEmpty)
        {
            var builder = ImmutableArray.CreateBuilder<FieldInitializerOperation>(creation.Fields.Length);
            foreach (var field in creation.Fields)
            {
                var symbol = record.GetField(field.Name.Text);
                builder.Add(new FieldInitializerOperation(field, symbol, Conversions.Convert(BindExpression(field.Value), symbol.Type)));
            }

            fields = builder.MoveToImmutable();
        }

        var entries = ImmutableArray<MapEntryOperation>.Empty;
        if (!creation.Entries.IsEmpty)
        {
            var builder = ImmutableArray.CreateBuilder<MapEntryOperation>(creation.Entries.Length);
            foreach (var entry in creation.Entries) builder.Add(new MapEntryOperation(entry, BindExpression(entry.Key), BindExpression(entry.Value)));
            entries = builder.MoveToImmutable();
        }

        var constructor = creation.Kind == CreationKind.Constructor && type is INamedTypeSymbol { TypeKind: not TypeKind.SObject } named ? PickConstructor(named, arguments) : null;
        return new ObjectCreationOperation(creation, type, constructor, creation.Kind, ConvertArguments(arguments, constructor), fields, entries);
    }
}
