using System.Globalization;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Holds a configuration against its shape.</summary>
internal sealed class PolicyValidation(string path, List<PolicyError> errors)
{
    public void Check(PolicyNode node, PolicyShape shape, string place)
    {
        switch (shape)
        {
            case ObjectShape expected when Is(node, PolicyNodeKind.Object, "an object", place):
                CheckObject(node, expected, place);
                break;
            case MapShape expected when Is(node, PolicyNodeKind.Object, "an object", place):
                CheckDuplicates(node);
                foreach (var property in node.Properties)
                {
                    if (expected.CheckKey(property.Name) is { } fault) Report(property.Line, property.Column, fault);
                    Check(property.Value, expected.Value, Below(place, property.Name));
                }

                break;
            case ListShape expected when Is(node, PolicyNodeKind.Array, "a list", place):
                foreach (var item in node.Items) Check(item, expected.Item, place);
                break;
            case TextShape expected when Is(node, PolicyNodeKind.Text, "a string", place):
                CheckText(node, expected);
                break;
            case TruthShape:
                Is(node, PolicyNodeKind.Truth, "true or false", place);
                break;
            case NumberShape expected when Is(node, PolicyNodeKind.Number, "a number", place):
                if (!int.TryParse(node.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) || number < expected.Minimum)
                    Report(node.Line, node.Column, FormattableString.Invariant($"'{place}' must be a whole number from {expected.Minimum}"));
                break;
            case ShortOrLongShape expected:
                if (node.Kind == PolicyNodeKind.Text) Check(node, expected.Short, place);
                else if (node.Kind == PolicyNodeKind.Object) Check(node, expected.Long, place);
                else Report(node.Line, node.Column, $"'{place}' takes strings or objects, not {node.KindInWords}");
                break;
        }
    }

    private void CheckObject(PolicyNode node, ObjectShape shape, string place)
    {
        CheckDuplicates(node);
        foreach (var property in node.Properties)
        {
            var key = shape.Keys.FirstOrDefault(key => key.Name == property.Name);
            if (key is null)
            {
                var suggestion = NearestName.Suggest(property.Name, shape.Keys.Select(key => key.Name));
                if (suggestion.Length == 0) suggestion = "; known here: " + string.Join(", ", shape.Keys.Select(key => key.Name));
                Report(property.Line, property.Column, $"unknown key '{property.Name}'{suggestion}");
            }
            else
            {
                Check(property.Value, key.Shape, Below(place, key.Name));
            }
        }

        foreach (var key in shape.Keys)
        {
            if (key.IsRequired && node[key.Name] is null)
                Report(node.Line, node.Column, $"'{key.Name}' is missing here");
        }
    }

    private void CheckDuplicates(PolicyNode node)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var property in node.Properties)
        {
            if (!seen.TryAdd(property.Name, property.Line))
                Report(property.Line, property.Column, FormattableString.Invariant($"'{property.Name}' stands here twice, first in line {seen[property.Name]}"));
        }
    }

    private void CheckText(PolicyNode node, TextShape shape)
    {
        if (!shape.Choices.IsDefaultOrEmpty && !shape.Choices.Contains(node.Text))
        {
            var nearest = NearestName.Find(node.Text, shape.Choices);
            Report(node.Line, node.Column, nearest is null
                ? $"'{node.Text}' is none of {string.Join(", ", shape.Choices)}"
                : $"'{node.Text}' is none of {string.Join(", ", shape.Choices)}; did you mean '{nearest}'?");
        }
        else if (shape.Check?.Invoke(node.Text) is { } fault)
        {
            Report(node.Line, node.Column, fault);
        }
    }

    private bool Is(PolicyNode node, PolicyNodeKind kind, string expected, string place)
    {
        if (node.Kind == kind) return true;
        Report(node.Line, node.Column, place.Length == 0
            ? $"the file must hold {expected}, not {node.KindInWords}"
            : $"'{place}' takes {expected}, not {node.KindInWords}");
        return false;
    }

    private static string Below(string place, string key) => place.Length == 0 ? key : place + "." + key;

    private void Report(int line, int column, string message) => errors.Add(new PolicyError(path, line, column, message));
}
