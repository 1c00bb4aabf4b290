using ApexSovereignty.Flow.Analysis;
using ApexSovereignty.Flow.Values;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using CsCheck;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Flow.Tests;

/// <summary>States share arrays and cells, and remember what they took in: neither may show.</summary>
[TestFixture]
internal sealed class HeapStateTests
{
    private const int ObjectCount = 600;

    private static readonly ITypeSymbol AnyType = CompilationFactory.Create([SyntaxTree.Parse(new SourceText("A.cls", "class A { }"))], ProjectModel.Empty).UnknownType;

    /// <summary>Every second one held something at entry.</summary>
    private static readonly HeapObject[] Objects = [.. Enumerable.Range(0, ObjectCount).Select(n => new HeapObject(n, null, AnyType, isExact: true, isMany: false, "site", 0) { IsStatics = n % 2 == 1 })];

    private static readonly Gen<(int Object, int Key, int Text)[]> Writes = Gen.Select(Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, ObjectCount - 1]), Gen.Int[0, 2], Gen.Int[0, 3]).Array[0, 12];

    [Test]
    public void A_copy_does_not_see_what_is_written_later() =>
        Gen.Select(Writes, Writes, Writes).Sample((before, there, here) =>
        {
            var state = new HeapState();
            Write(state, before);
            var copy = state.Copy();
            Write(state, there);
            Write(copy, here);
            Print(state).ShouldBe(PrintWritten(before, there));
            Print(copy).ShouldBe(PrintWritten(before, here));
        });

    [Test]
    public void Cleared_objects_hold_nothing() =>
        Gen.Select(Writes, Gen.Int[0, 3]).Sample((before, cleared) =>
        {
            var state = new HeapState();
            Write(state, before);
            var copy = state.Copy();
            state.Clear(Objects[cleared]);
            Print(state).ShouldBe(PrintWritten([.. before.Where(w => w.Object != cleared)]));
            Print(copy).ShouldBe(PrintWritten(before));
        });

    [Test]
    public void What_was_joined_before_makes_no_difference() =>
        Gen.Select(Writes, Gen.Select(Writes, Gen.Bool, Gen.Bool).Array[1, 6]).Sample((before, steps) =>
        {
            var state = new HeapState();
            Write(state, before);
            var (remembering, forgetting) = (state.Copy(), state.Copy());
            foreach (var (writes, startsAnew, clears) in steps)
            {
                if (startsAnew) state = new HeapState();
                Write(state, writes);
                if (clears) state.Clear(Objects[0]);
                var changed = forgetting.Copy().Join(state.Copy(), Initial);
                forgetting = forgetting.Copy();
                forgetting.Join(state.Copy(), Initial);
                remembering.Join(state, Initial, isGathering: true).ShouldBe(changed);
                Print(remembering).ShouldBe(Print(forgetting));
            }
        });

    private static AbstractValue Initial(HeapObject item, string key) => item.HasInitialContent ? AbstractValue.Of(StringSet.Of("at entry")) : AbstractValue.Empty;

    private static void Write(HeapState state, (int Object, int Key, int Text)[] writes)
    {
        foreach (var (item, key, text) in writes) state.Set(Objects[item], $"f{key}", AbstractValue.Of(StringSet.Of($"{text}")));
    }

    private static string Print(HeapState state) =>
        string.Join('\n', state.Objects.SelectMany(c => c.Entries.Select(e => (c.Item.Id, e.Key, Texts: string.Join('|', e.Value.Strings.Values.Select(v => v.Exact).Order(StringComparer.Ordinal)))))
            .OrderBy(e => e.Id).ThenBy(e => e.Key, StringComparer.Ordinal));

    private static string PrintWritten(params (int Object, int Key, int Text)[][] writes)
    {
        var last = new Dictionary<(int Object, int Key), int>();
        foreach (var (item, key, text) in writes.SelectMany(w => w)) last[(item, key)] = text;
        return string.Join('\n', last.OrderBy(e => e.Key).Select(e => (Id: e.Key.Object, Key: $"f{e.Key.Key}", Texts: $"{e.Value}")));
    }
}
