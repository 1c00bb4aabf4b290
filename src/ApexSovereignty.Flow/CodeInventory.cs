using System.Collections.Immutable;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Models;
using ApexSovereignty.Semantics;
using ApexSovereignty.Semantics.Operations;

namespace ApexSovereignty.Flow;

/// <summary>The names that a project's code uses, each list sorted: what configuration can bind to beyond declarations.</summary>
/// <param name="Calls">Called methods as models write them, with the number of arguments and how often.</param>
/// <param name="Fields">Fields of sObjects that are read, written or selected.</param>
/// <param name="Credentials">Names behind <c>callout:</c> in constant texts.</param>
public sealed record CodeInventory(ImmutableArray<CalledName> Calls, ImmutableArray<(string Object, string Field)> Fields, ImmutableArray<string> Credentials)
{
    /// <summary>No code.</summary>
    public static CodeInventory Empty { get; } = new([], [], []);

    /// <summary>The names in all code of a project, without following data.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static CodeInventory Of(Compilation compilation, CancellationToken cancellation)
    {
        return Of(Graphs());

        IEnumerable<ControlFlowGraph> Graphs()
        {
            foreach (var method in compilation.SourceTypes.Concat(compilation.Triggers).SelectMany(type => compilation.GetMethodsWithBody(type)).Distinct())
            {
                cancellation.ThrowIfCancellationRequested();
                if (compilation.GetBody(method) is { } body) yield return ControlFlowGraph.Create(method, body, compilation);
            }
        }
    }

    internal static CodeInventory Of(IEnumerable<ControlFlowGraph> graphs)
    {
        var bound = new Dictionary<(IMethodSymbol, int), int>();
        var unbound = new Dictionary<(string, int), int>();
        var fields = new HashSet<ISObjectFieldSymbol>();
        var credentials = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var instruction in graphs.SelectMany(g => g.Blocks).SelectMany(b => b.Instructions))
        {
            switch (instruction)
            {
                case CallInstruction { Method: { } method } call:
                    bound[(method, call.Arguments.Length)] = bound.GetValueOrDefault((method, call.Arguments.Length)) + 1;
                    break;
                case CallInstruction call:
                    var key = (ModelSignature.NameOf(call), call.Arguments.Length);
                    unbound[key] = unbound.GetValueOrDefault(key) + 1;
                    break;
                case LoadFieldInstruction { Symbol: ISObjectFieldSymbol field }:
                    fields.Add(field);
                    break;
                case StoreFieldInstruction { Symbol: ISObjectFieldSymbol field }:
                    fields.Add(field);
                    break;
                case QueryInstruction query:
                    foreach (var shape in query.Shapes) AddFields(shape, fields);
                    break;
                case ConstantInstruction { Value: string text }:
                    AddCredentials(text, credentials);
                    break;
            }
        }

        foreach (var ((method, arguments), count) in bound)
        {
            var key = (ModelSignature.NameOf(method), arguments);
            unbound[key] = unbound.GetValueOrDefault(key) + count;
        }

        return new CodeInventory(
            [.. unbound.Select(c => new CalledName(c.Key.Item1, c.Key.Item2, c.Value)).OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Arguments)],
            [.. fields.Where(f => !f.IsRelationship).Select(f => (f.Object.Name, f.Name)).Distinct().Order()],
            [.. credentials]);
    }

    private static void AddFields(QueryShape shape, HashSet<ISObjectFieldSymbol> fields)
    {
        foreach (var selected in shape.Fields)
            if (selected.Field is { } field) fields.Add(field);
        foreach (var (_, related) in shape.Parents.Concat(shape.Children)) AddFields(related, fields);
    }

    private static void AddCredentials(string text, SortedSet<string> credentials)
    {
        const string Scheme = "callout:";
        for (var at = text.IndexOf(Scheme, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Scheme, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at + Scheme.Length;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
            if (end > start) credentials.Add(text[start..end]);
        }
    }
}

/// <summary>A method that is called.</summary>
/// <param name="Name">Its name as models write it.</param>
/// <param name="Arguments">How many arguments.</param>
/// <param name="Count">How often.</param>
public sealed record CalledName(string Name, int Arguments, int Count);
