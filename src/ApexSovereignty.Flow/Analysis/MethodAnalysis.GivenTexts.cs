using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Semantics;

namespace ApexSovereignty.Flow.Analysis;

/// <content>
/// Texts that the class of an object tells: the name of a record's type, and what an override gives that does nothing else, as
/// <c>getSObjectType()</c> of a selector. Where the caller knows the class, they are paths below the object.
/// </content>
internal sealed partial class MethodAnalysis
{
    /// <summary>What a virtual call gives on an object of the caller whose overrides all do nothing but give a text; null for any other.</summary>
    private AbstractValue? GivenByClass(CallInstruction call, ImmutableArray<IMethodSymbol> targets, AbstractValue instance)
    {
        if (!call.IsVirtual || call.Arguments.Length > 0 || call.Method is not { } slot || !TypeFacts.CanBeText(call.Type)) return null;
        if (instance.Objects is not [{ Path: { } path } only] || !CanGuard(only)) return null;
        foreach (var target in targets)
            if (program.Models.FindForMethod(target) is not null || program.IsInSameComponent(method, target) || !program.SummaryOf(target).GivesOnlyText) return null;
        return AbstractValue.Of(StringSet.Of(path.Child(ModelParts.GivenBy(slot), slot, call.Type)));
    }

    private AbstractValue LoadGiven(HeapState state, HeapObject item, string key, IMethodSymbol slot, ITypeSymbol type)
    {
        if (item is { IsExact: true, Type: INamedTypeSymbol { IsFromSource: true } exact })
            return program.Compilation.FindImplementation(exact, slot) is { } one ? AbstractValue.Of(program.SummaryOf(one).Return.Strings.Bind(path => ReadOn(path, item, state).Strings)) : AbstractValue.Empty;
        return item.Path is { Depth: < AccessPath.MaximumDepth } path ? AbstractValue.Of(StringSet.Of(path.Child(key, slot, type))) : AbstractValue.Of(StringSet.Unknown($"it comes from {NameOfMember(slot)}"));
    }

    /// <summary>What a path of a method reads that runs on the object.</summary>
    private AbstractValue ReadOn(AccessPath path, HeapObject self, HeapState state) => path switch
    {
        { Parent: { } parent } => Load(state, ReadOn(parent, self, state), path.Key, path.Symbol, path.Type),
        { Root: PathRoot.This } => AbstractValue.Of(self),
        { Root: PathRoot.Static, IsSettled: true, Symbol: { } settled } => SettledStatic(settled, path.Type),
        { Root: PathRoot.Static, Symbol: { } symbol } => state.Get(statics, StaticKey(symbol, path.Type)) ?? ValueOf(PathOfStatic(symbol, path.Type)),
        { Root: PathRoot.Trigger } => AbstractValue.Of(TriggerObject),
        _ => AbstractValue.Empty,
    };

    /// <summary>The name of the object whose trigger runs: known in a trigger, and to be told by it in any other code.</summary>
    private StringSet TriggerObject => method.ContainingType?.DeclaringSyntax is Syntax.TriggerDeclarationSyntax trigger
        ? StringSet.Of(program.Compilation.GetSObject(trigger.ObjectName.Text).Name)
        : StringSet.Of(triggerPath ??= AccessPath.ForTrigger(program.TextType));

    /// <summary>The name of a record's type, as its token tells it.</summary>
    private AbstractValue TypeNameOf(HeapState state, AbstractValue record)
    {
        var names = StringSet.None;
        foreach (var item in record.Objects) names = names.Union(LoadFrom(state, item, ModelParts.TypeName, null, program.TextType).Strings);
        return AbstractValue.Of(names.IsNone ? StringSet.Unknown("it is the type of a record") : names);
    }

    private static AbstractValue LoadTypeName(HeapObject item) =>
        item.Type is ISObjectTypeSymbol { SpecialType: SpecialType.None } known ? AbstractValue.Of(StringSet.Of(known.Name))
        : item.Path is { Depth: < AccessPath.MaximumDepth } path && item.Type.SpecialType == SpecialType.SObject ? AbstractValue.Of(StringSet.Of(path.Child(ModelParts.TypeName, null, item.Type)))
        : AbstractValue.Of(StringSet.Unknown("it is the type of a record"));
}
