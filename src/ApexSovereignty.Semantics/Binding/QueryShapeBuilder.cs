using System.Collections.Immutable;
using ApexSovereignty.Semantics.Operations;
using ApexSovereignty.Semantics.Symbols;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;

namespace ApexSovereignty.Semantics.Binding;

/// <summary>Finds what the records of a query hold.</summary>
internal sealed class QueryShapeBuilder(TypeUniverse universe)
{
    public QueryShape Build(SoqlQuerySyntax query)
    {
        if (query.From.IsEmpty || query.From[0].Path.IsEmpty) return Empty();
        var from = query.From[0];
        var record = universe.GetSObject(from.Path[^1].Text);
        return Build(query, record, Scope.Of(query, record));
    }

    public QueryShape Build(SoslReturningSyntax returning)
    {
        var record = universe.GetSObject(returning.ObjectName.Text);
        var node = new Node(record);
        foreach (var item in returning.Fields) AddItem(node, item, Scope.Of(record.Name));
        return node.ToShape(returning.Span, isAggregate: false, isCount: false);
    }

    private QueryShape Empty() => new Node(universe.SObject) { IsOpen = true }.ToShape(default, isAggregate: false, isCount: false);

    private QueryShape Build(SoqlQuerySyntax query, SObjectTypeSymbol record, Scope scope)
    {
        var node = new Node(record);
        if (query.Select is [SoqlFunctionSyntax { Arguments.IsEmpty: true } count] && IsNamed(count, "COUNT"))
            return node.ToShape(query.Span, isAggregate: false, isCount: true);
        var isAggregate = !query.GroupBy.IsEmpty || query.Select.Any(item => item is SoqlFunctionSyntax function && IsAggregateFunction(function));
        if (isAggregate) AddAggregates(node, query, scope);
        else foreach (var item in query.Select) AddItem(node, item, scope);
        return node.ToShape(query.Span, isAggregate, isCount: false);
    }

    private static bool IsNamed(SoqlFunctionSyntax function, string name) => function.Name.Text.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsCounting(SoqlFunctionSyntax function) =>
        IsNamed(function, "COUNT") || IsNamed(function, "COUNT_DISTINCT") || IsNamed(function, "GROUPING");

    private static bool IsAggregateFunction(SoqlFunctionSyntax function) =>
        IsCounting(function) || IsNamed(function, "SUM") || IsNamed(function, "AVG") || IsNamed(function, "MIN") || IsNamed(function, "MAX");

    private static void AddAggregates(Node node, SoqlQuerySyntax query, Scope scope)
    {
        var unnamed = 0;
        foreach (var item in query.Select)
        {
            switch (item)
            {
                case SoqlFieldSyntax field:
                    var symbol = Walk(node.Record, field.Path, scope);
                    node.Fields.Add(new SelectedField(field.Alias?.Text ?? symbol.Name, symbol, field.Span));
                    break;
                case SoqlFunctionSyntax function:
                    var key = function.Alias?.Text ?? FormattableString.Invariant($"expr{unnamed++}");
                    var argument = IsCounting(function) ? null : FirstField(function);
                    node.Fields.Add(new SelectedField(key, argument is null ? null : Walk(node.Record, argument.Path, scope), function.Span));
                    break;
            }
        }
    }

    private static SoqlFieldSyntax? FirstField(SoqlFunctionSyntax function)
    {
        foreach (var argument in function.Arguments)
        {
            if (argument is SoqlFieldSyntax field) return field;
            if (argument is SoqlFunctionSyntax inner && FirstField(inner) is { } found) return found;
        }

        return null;
    }

    private void AddItem(Node node, SoqlSelectItemSyntax item, Scope scope)
    {
        switch (item)
        {
            case SoqlFieldSyntax field:
                AddField(node, field.Path, scope, field.Alias?.Text, field.Span);
                break;
            case SoqlFunctionSyntax function when IsNamed(function, "FIELDS"):
                node.IsOpen = true;
                break;
            case SoqlFunctionSyntax function:
                if (FirstField(function) is { } argument) AddField(node, argument.Path, scope, function.Alias?.Text, function.Span);
                break;
            case SoqlSubquerySyntax { Query: { From: [{ Path.IsEmpty: false } from, ..] } subquery }:
                var relationship = node.Record.GetChildren(from.Path[^1].Text);
                var child = relationship.Type is INamedTypeSymbol { TypeArguments: [SObjectTypeSymbol element] } ? element : universe.SObject;
                node.Children.Add((relationship, Build(subquery, child, Scope.Of(subquery, child))));
                break;
            case SoqlTypeOfSyntax typeOf:
                AddTypeOf(node, typeOf);
                break;
        }
    }

    private void AddTypeOf(Node node, SoqlTypeOfSyntax typeOf)
    {
        var parent = node.Parent(node.Record.GetParent(typeOf.Field.Text), universe);
        foreach (var branch in typeOf.Whens)
        {
            var record = universe.GetSObject(branch.ObjectName.Text);
            // Fields are those of the tested type; what lies behind its relationships hangs below the one node all types share.
            var selected = new Node(record);
            foreach (var item in branch.Fields) AddItem(selected, item, Scope.Of(record.Name));
            parent.Absorb(selected);
        }

        foreach (var item in typeOf.Else) AddItem(parent, item, Scope.Of(parent.Record.Name));
    }

    private void AddField(Node node, ImmutableArray<SyntaxToken> path, Scope scope, string? key, TextSpan span)
    {
        if (key is not null)
        {
            node.Fields.Add(new SelectedField(key, Walk(node.Record, path, scope), span));
            return;
        }

        var names = scope.Expand(node.Record, path);
        for (var i = 0; i < names.Length - 1; i++) node = node.Parent(node.Record.GetParent(names[i]), universe);
        var field = node.Record.GetField(names[^1]);
        node.Fields.Add(new SelectedField(field.Name, field, span));
    }

    private static ISObjectFieldSymbol Walk(SObjectTypeSymbol record, ImmutableArray<SyntaxToken> path, Scope scope)
    {
        var names = scope.Expand(record, path);
        for (var i = 0; i < names.Length - 1; i++) record = record.GetParent(names[i]).Type as SObjectTypeSymbol ?? record;
        return record.GetField(names[^1]);
    }

    /// <summary>What first names of a path mean in a query: <c>FROM Contact c, c.Account a</c> gives <c>c</c> and <c>Contact</c> for the record, <c>a</c> for its parent.</summary>
    private sealed record Scope(string Name, string? Alias, ImmutableArray<(string Alias, ImmutableArray<string> Path)> Joins)
    {
        public static Scope Of(string name) => new(name, Alias: null, []);

        public static Scope Of(SoqlQuerySyntax query, SObjectTypeSymbol record)
        {
            var from = query.From[0];
            var scope = new Scope(from.Path[^1].Text, from.Alias?.Text, []);
            foreach (var join in query.From.AsSpan()[1..])
            {
                if (join is { Alias: { } alias, Path.IsEmpty: false }) scope = scope with { Joins = scope.Joins.Add((alias.Text, scope.Expand(record, join.Path))) };
            }

            return scope;
        }

        /// <summary>The names from the record on.</summary>
        public ImmutableArray<string> Expand(SObjectTypeSymbol record, ImmutableArray<SyntaxToken> path)
        {
            ImmutableArray<string> names = [.. path.Select(part => part.Text)];
            if (names.Length < 2) return names;
            if (names[0].Equals(Alias, StringComparison.OrdinalIgnoreCase)) return names[1..];
            foreach (var (alias, parents) in Joins)
                if (names[0].Equals(alias, StringComparison.OrdinalIgnoreCase)) return [.. parents, .. names[1..]];
            return names[0].Equals(Name, StringComparison.OrdinalIgnoreCase) && record.GetMembers(names[0]).IsEmpty ? names[1..] : names;
        }
    }

    /// <summary>A record while its selected values are gathered.</summary>
    private sealed class Node(SObjectTypeSymbol record)
    {
        public SObjectTypeSymbol Record { get; } = record;

        public List<SelectedField> Fields { get; } = [];

        public List<(SObjectFieldSymbol Relationship, Node Node)> Parents { get; } = [];

        public List<(ISObjectFieldSymbol Relationship, QueryShape Shape)> Children { get; } = [];

        public bool IsOpen { get; set; }

        public Node Parent(SObjectFieldSymbol relationship, TypeUniverse universe)
        {
            foreach (var (known, node) in Parents)
                if (ReferenceEquals(known, relationship)) return node;
            var parent = new Node(relationship.Type as SObjectTypeSymbol ?? universe.SObject);
            Parents.Add((relationship, parent));
            return parent;
        }

        public void Absorb(Node other)
        {
            Fields.AddRange(other.Fields);
            Parents.AddRange(other.Parents);
            Children.AddRange(other.Children);
            IsOpen |= other.IsOpen;
        }

        public QueryShape ToShape(TextSpan span, bool isAggregate, bool isCount)
        {
            // The id is there whether selected or not.
            if (!isAggregate && !isCount && !Fields.Exists(field => field.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)))
                Fields.Insert(0, new SelectedField("Id", Record.GetField("Id"), span));
            return new QueryShape(
                Record,
                [.. Fields],
                [.. Parents.Select(parent => ((ISObjectFieldSymbol)parent.Relationship, parent.Node.ToShape(span, isAggregate: false, isCount: false)))],
                [.. Children],
                IsOpen,
                isAggregate,
                isCount);
        }
    }
}
