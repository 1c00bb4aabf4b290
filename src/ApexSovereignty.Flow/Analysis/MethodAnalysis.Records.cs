using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Records whose fields are asked for and written by name.</content>
internal sealed partial class MethodAnalysis
{
    private AbstractValue? RecordCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        switch (name)
        {
            case "get" or "getsobject" or "getsobjects" when arguments.Length > 0:
                if (name == "get") return LoadByName(state, instance, arguments[0].Strings, isField: true, program.Compilation.UnknownType, call);
                if (arguments[0].Strings.Values is { IsEmpty: false } keys && keys.All(k => k.Exact is not null))
                {
                    var found = AbstractValue.Empty;
                    foreach (var key in keys)
                    {
                        var at = instance;
                        foreach (var step in key.Exact!.Split('.')) at = ReadRecordField(state, at, RelationshipOf(step), call);
                        found = found.Union(at);
                    }

                    return found;
                }

                return AbstractValue.Create(instance.Objects, TaintSet.Empty, StringSet.None);
            case "put" when arguments.Length == 2:
                var put = arguments[1].With(arguments[1].Taints.Then(At(call), StepKind.Stored, arguments[0].Strings.Values is [{ Exact: { } field }] ? field : "a field"));
                if (arguments[0].Strings.Values is [{ Exact: { } name0 }]) Store(state, instance, FieldName.Of(name0), put, null, program.Compilation.UnknownType, isElementOfLoop[Math.Max(0, call.Instance.Index)]);
                else if (arguments[0].Strings.KeyOfCaller is { } open && Array.TrueForAll(instance.Objects, IsGivenByCaller))
                    Store(state, instance, OpenKey(FieldName.FieldAt(open), open), put, null, program.Compilation.UnknownType, isEach: false);
                else Store(state, instance, FieldName.Any, AbstractValue.Of(put.Taints), null, program.Compilation.UnknownType, isEach: false);
                return AbstractValue.Empty;
            case "putsobject" when arguments.Length == 2 && arguments[0].Strings.Values is [{ Exact: { } relationship }]:
                Store(state, instance, FieldName.Of(relationship), arguments[1], null, program.Compilation.UnknownType, isEach: false);
                return AbstractValue.Empty;
            case "getinstance" when arguments.Length == 1 && call.Type is ISObjectTypeSymbol { Category: SObjectCategory.CustomMetadata } settings:
                return MetadataRecord(call, settings, arguments[0], state);
            case "getinstance" or "getorgdefaults" or "getvalues" when call.Type is ISObjectTypeSymbol { Category: SObjectCategory.CustomSetting } setting:
                return SettingRecord(setting);
            case "getall" when arguments.Length == 0 && TypeFacts.ElementType(call.Type) is ISObjectTypeSymbol { Category: SObjectCategory.CustomMetadata } all:
                return AllMetadataRecords(call, all, state);
            case "getsobjecttype":
                return TypeNameOf(state, instance);
            case "clone":
                return CopyOf(call, state, instance, copiesElements: false);
            case "getpopulatedfieldsasmap":
                var fields = Make(call, "fields", call.Type, isExact: true);
                state.Clear(fields);
                if (instance.Objects is [{ HasInitialContent: false, Type: ISObjectTypeSymbol { SpecialType: not SpecialType.SObject } shown } one] && state.Get(one, FieldName.Any) is null)
                {
                    foreach (var (key, value) in state.CellsOf(one)?.Entries.ToArray() ?? [])
                        if (key[0] != '~') state.Set(fields, FieldName.At(shown.GetField(key).Name), value);
                }
                else
                {
                    state.Set(fields, FieldName.Element, AbstractValue.Of(Deep(state, instance)));
                }

                return AbstractValue.Of(fields);
            case "adderror" or "isset" or "getoptions" or "setoptions" or "haserrors" or "recalculateformulas" or "isclone" or "getcloneSourceId" or "new" or "geterrors" or "equals" or "hashcode":
                return AbstractValue.Empty;
            default:
                return null;
        }
    }

    /// <summary>getSObject() also takes the lookup field: AccountId leads to Account, Loan__c to Loan__r.</summary>
    private static string RelationshipOf(string field) =>
        field.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? field[..^1] + "r" : field.Length > 2 && field.EndsWith("Id", StringComparison.Ordinal) ? field[..^2] : field;

    private AbstractValue ReadRecordField(HeapState state, AbstractValue record, string name, CallInstruction call)
    {
        var key = FieldName.Of(name);
        var result = AbstractValue.Empty;
        foreach (var item in record.Objects)
        {
            var field = item.Type is ISObjectTypeSymbol { SpecialType: not (SpecialType.SObject or SpecialType.AggregateResult) } type ? type.GetField(name) : null;
            if (field is { IsRelationship: false } && !CrmData.IsData(field)) continue;
            if (field is null && item.Type.SpecialType == SpecialType.SObject && !CrmData.IsDataName(name)) continue;
            result = result.Union(LoadFrom(state, item, key, field, field?.Type ?? program.Compilation.UnknownType));
        }

        if (record.Objects.Length == 0) result = AbstractValue.Of(record.Taints);
        if (result.Strings.IsNone) result = result.With(StringSet.Unknown($"it is read from {record.Objects.Select(o => o.Type.Name).FirstOrDefault() ?? "a record's"}.{name}"));
        return result.With(result.Taints.Then(At(call), StepKind.Read, name));
    }
}
