using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Where the platform makes objects, hands out records or calls back.</content>
internal sealed partial class MethodAnalysis
{
    /// <summary><c>Type.newInstance()</c>: an object of each class that the name may mean, after its constructor.</summary>
    private AbstractValue NewInstance(CallInstruction call, AbstractValue instance, HeapState state)
    {
        var types = program.CallGraph.TypesMadeBy(call);
        var names = instance.Strings.Values;
        if (!names.IsEmpty && names.All(n => n.Exact is not null))
            types = [.. types.Where(t => names.Any(n => n.Exact!.Equals(t.FullName, StringComparison.OrdinalIgnoreCase)))];
        if (types.IsEmpty) return TypeFacts.CanReferToObject(call.Type) ? AbstractValue.Of(Make(call, "object", call.Type, isExact: false)) : AbstractValue.Empty;
        var result = AbstractValue.Empty;
        foreach (var type in types)
        {
            var item = MakeNamed(call, type, names is [{ Parts: [{ Path: { } path }] }] ? path : null);
            state.Clear(item);
            var self = AbstractValue.Of(item);
            foreach (var constructor in DefaultCreation.MethodsOf(type, program.Compilation)) Apply(call, program.SummaryOf(constructor), self, [], state);
            result = result.Union(self);
        }

        return result;
    }

    private HeapObject MakeNamed(CallInstruction call, INamedTypeSymbol type, AccessPath? name)
    {
        if (!created.TryGetValue((call, type), out var item))
            created.Add((call, type), item = new HeapObject(objectCount++, null, type, isExact: true, isMany: false, call, 0) { NamedBy = name });
        return item;
    }

    /// <summary>The records of a page's standard controller: those it was made with, else those that the page shows.</summary>
    private AbstractValue PageRecords(CallInstruction call, AbstractValue instance, HeapState state)
    {
        var isList = call.Type.SpecialType == SpecialType.List;
        var result = AbstractValue.Empty;
        foreach (var item in instance.Objects)
        {
            var given = LoadFrom(state, item, "records", null, program.Compilation.UnknownType);
            if (!IsHandedOver(item)) result = result.Union(isList || call.Type.SpecialType != SpecialType.SObject ? given : Converted(state, given, call.Type, given.Objects is [{ Type: var type }, ..] ? type : call.Type));
            else result = result.Union(ShownRecords(call, isList, state));
        }

        return result;
    }

    /// <summary>Whether a page made the controller, rather than code of the project.</summary>
    private bool IsHandedOver(HeapObject controller)
    {
        if (controller.Path is not { } path) return false;
        while (path.Parent is not null) path = path.Parent;
        if (path.Root == PathRoot.Parameter) return true;
        return path.Type is INamedTypeSymbol { IsFromSource: true } owner
            && owner.Members.OfType<IMethodSymbol>().Any(m => m.MethodKind == MethodKind.Constructor && m.Parameters.Any(p => ReferenceEquals(p.Type, controller.Type)));
    }

    private AbstractValue ShownRecords(CallInstruction call, bool isList, HeapState state)
    {
        var type = (isList ? TypeFacts.ElementType(call.Type) : call.Type) as ISObjectTypeSymbol ?? program.Compilation.GetSObject("SObject");
        var record = Make(call, "record", type, isExact: false, isMany: isList, new RecordOrigin(type, At(call), "records of the page"));
        if (!isList) return AbstractValue.Of(record);
        var list = Make(call, "list", call.Type, isExact: true);
        state.Set(list, FieldName.Element, AbstractValue.Of(record));
        return AbstractValue.Of(list);
    }

    /// <summary>Sorting compares: elements by their own method, or by that of a comparator.</summary>
    private void Compare(CallInstruction call, AbstractValue elements, AbstractValue[] arguments, HeapState state)
    {
        if (arguments.Length == 0)
        {
            InvokeLater(call, elements, "compareTo", state);
            return;
        }

        foreach (var comparator in arguments[0].Objects)
        {
            if (comparator.IsExact && comparator.Type is INamedTypeSymbol { IsFromSource: true } type) ApplyLater(call, type, "compare", AbstractValue.Of(comparator), [elements, elements], state.Copy());
            else if (comparator.Path is { Root: not PathRoot.Static } path) laterCalls.Add(new LaterCall(path, "compare"));
        }
    }
}
