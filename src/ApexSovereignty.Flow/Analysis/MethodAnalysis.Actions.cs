using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Invocable actions that are put together in code, <c>Invocable.Action.createCustomAction('apex', 'Scoring')</c>, and flows that it starts.</content>
internal sealed partial class MethodAnalysis
{
    private const string ActionKind = "~kind";
    private const string ActionName = "~name";
    private const string ActionRows = "~rows";

    /// <summary>An action, and under which name it is registered.</summary>
    private AbstractValue MakeAction(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var action = ResultObject(call);
        state.Clear(action.Objects[0]);
        Store(state, action, ActionKind, AbstractValue.Of(arguments[0].Strings), null, program.TextType, isEach: false);
        if (arguments.Length > 1) Store(state, action, ActionName, AbstractValue.Of(arguments[^1].Strings), null, program.TextType, isEach: false);
        return action;
    }

    private AbstractValue SetActionInput(CallInstruction call, AbstractValue action, AbstractValue[] arguments, HeapState state)
    {
        var given = arguments[1].With(arguments[1].Taints.Then(At(call), StepKind.Stored, arguments[0].Strings.Values is [{ Exact: { } name }] ? name : "an input of the action"));
        Store(state, action, ElementKey(arguments[0]), given, null, program.Compilation.UnknownType, isEach: false);
        return action;
    }

    /// <summary>The inputs leave by what the action's kind says, which a caller may tell; a class of the project is run on them.</summary>
    private AbstractValue InvokeAction(CallInstruction call, AbstractValue action, HeapState state)
    {
        var at = At(call);
        var kinds = Load(state, action, ActionKind, null, program.TextType).Strings;
        var rows = action.Union(Load(state, Load(state, action, ActionRows, null, program.Compilation.UnknownType), FieldName.Element, null, program.Compilation.UnknownType));
        var inputs = Deep(state, rows);
        for (var n = 0; n < inputs.Count; n++)
            AddExit(new Exit(ActionKinds.Exit, at, "", inputs[n], new StepTrace(inputs.TraceAt(n), at, StepKind.Left, "Action.invoke"), kinds, "Action.invoke"));
        if (kinds.Values.Any(k => k.Exact is { } kind && ActionKinds.IsAnsweredByModel(kind))) return Answer(call, StringSet.Of(ModelAnswer.Platform), FieldName.Any, state);
        var result = ResultObject(call);
        if (kinds.Values is not [{ Exact: { } only }] || !only.Equals(ActionKinds.Apex, StringComparison.OrdinalIgnoreCase))
        {
            // What goes into an action that is not known may come out again.
            Store(state, result, FieldName.Any, AbstractValue.Of(inputs.Then(at, StepKind.Library, "Action.invoke")), null, program.Compilation.UnknownType, isEach: false);
            return result;
        }

        foreach (var name in Load(state, action, ActionName, null, program.TextType).Strings.Values)
        {
            if (name.Exact is null || program.CallGraph.FindInvocable(name.Exact) is not { } method) continue;
            var answer = Apply(call, program.SummaryOf(method), AbstractValue.Empty, [InvocableArgument(call, method, rows, state)], state, isLater: true);
            Store(state, result, FieldName.Any, AbstractValue.Of(Deep(state, answer)), null, program.Compilation.UnknownType, isEach: false);
        }

        return result;
    }

    /// <summary>The list that an invocable method gets: an object for each row, its members filled by the inputs of their names.</summary>
    private AbstractValue InvocableArgument(CallInstruction call, IMethodSymbol method, AbstractValue rows, HeapState state)
    {
        if (method.Parameters is not [{ Type: var type }] || TypeFacts.ElementType(type) is not { } element) return AbstractValue.Empty;
        var list = Make(call, "inputs", type, isExact: true);
        state.Clear(list);
        var given = AbstractValue.Empty;
        if (element is INamedTypeSymbol { IsFromSource: true })
        {
            var item = Make(call, "input", element, isExact: true, isMany: true);
            state.Clear(item);
            foreach (var row in rows.Objects)
            {
                var known = (state.CellsOf(row)?.Entries ?? []).Where(e => FieldName.IsConstantElement(e.Key)).ToArray();
                foreach (var (key, value) in known) Join(FieldName.Of(key[2..^2]), value);
                var others = LoadElementOf(state, row, FieldName.Element, program.Compilation.UnknownType);
                if (row.Path is not null || state.Get(row, FieldName.Element) is not null) Join(FieldName.Any, AbstractValue.Of(Deep(state, others)));
            }

            given = AbstractValue.Of(item);

            void Join(string key, AbstractValue value) => state.Set(item, key, (state.Get(item, key) ?? AbstractValue.Empty).Union(value));
        }
        else
        {
            foreach (var row in rows.Objects) given = given.Union(LoadElementOf(state, row, FieldName.Element, element));
        }

        state.Set(list, FieldName.Element, given);
        return AbstractValue.Of(list);
    }

    /// <summary>
    /// What a flow's variable holds once it has run: what was handed in under the same name, since a variable may be both; what the flow
    /// itself put together is no data of a record.
    /// </summary>
    private AbstractValue FlowVariable(CallInstruction call, AbstractValue interview, AbstractValue[] arguments, HeapState state)
    {
        var inputs = Load(state, interview, "inputs", null, program.Compilation.UnknownType);
        var found = LoadByName(state, inputs, arguments.Length == 0 ? StringSet.None : arguments[0].Strings, isField: false, program.Compilation.GetSpecialType(SpecialType.Object), call);
        if (found.Strings.IsNone) found = found.With(StringSet.Unknown("it comes from a flow"));
        return found.With(found.Taints.Then(At(call), StepKind.Library, "Flow.Interview.getVariableValue"));
    }
}
