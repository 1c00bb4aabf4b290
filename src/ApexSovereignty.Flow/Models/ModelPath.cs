using System.Collections.Immutable;
using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;

namespace ApexSovereignty.Flow.Models;

/// <summary>Where in a call a model reads or writes.</summary>
internal enum ModelRoot
{
    /// <summary><c>Argument[i]</c></summary>
    Argument,

    /// <summary><c>This</c></summary>
    This,

    /// <summary><c>Return</c></summary>
    Return,
}

/// <summary>A path of tokens: <c>Argument[0].~body</c>, <c>This.**</c>, <c>Return.[*]</c>.</summary>
/// <param name="Root">Where it starts.</param>
/// <param name="Index">Position of the argument.</param>
/// <param name="Keys">Keys of the fields from there.</param>
/// <param name="IsDeep">Whether all that can be reached is meant (<c>.**</c> at the end).</param>
internal sealed record ModelPath(ModelRoot Root, int Index, ImmutableArray<string> Keys, bool IsDeep)
{
    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">A token is not of the format; the message names it.</exception>
    public static ModelPath Parse(string text)
    {
        var tokens = Split(text);
        var head = tokens[0];
        ModelRoot root;
        var index = 0;
        if (head == "This") root = ModelRoot.This;
        else if (head == "Return") root = ModelRoot.Return;
        else if (head.StartsWith("Argument[", StringComparison.Ordinal) && head.EndsWith(']') && int.TryParse(head.AsSpan(9, head.Length - 10), NumberStyles.None, CultureInfo.InvariantCulture, out index)) root = ModelRoot.Argument;
        else throw new FormatException($"'{head}' is not Argument[i], This or Return");
        var keys = ImmutableArray.CreateBuilder<string>();
        var deep = false;
        for (var i = 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (deep) throw new FormatException($"nothing may follow '**' in '{text}'");
            if (token.Length == 0) throw new FormatException($"empty token in '{text}'");
            if (token == "**") deep = true;
            else if (token == "[*]") keys.Add(FieldName.Element);
            else if (token == "Key") keys.Add(FieldName.Key);
            else if (token.StartsWith("['", StringComparison.Ordinal) && token.EndsWith("']", StringComparison.Ordinal) && token.Length > 4) keys.Add(FieldName.At(token[2..^2]));
            else if (ModelFormat.IsName(token[0] == '~' ? token[1..] : token)) keys.Add(FieldName.Of(token));
            else throw new FormatException($"'{token}' in '{text}' is no step of a path: write a field, ~part, [*], ['key'], Key or **");
        }

        return new ModelPath(root, index, keys.ToImmutable(), deep);
    }

    /// <summary>The tokens between dots, those inside a quoted key aside.</summary>
    private static List<string> Split(string text)
    {
        var tokens = new List<string>();
        var start = 0;
        while (true)
        {
            var from = string.CompareOrdinal(text, start, "['", 0, 2) == 0 && text.IndexOf("']", start, StringComparison.Ordinal) is var quote and >= 0 ? quote : start;
            var dot = text.IndexOf('.', from);
            tokens.Add(dot < 0 ? text[start..] : text[start..dot]);
            if (dot < 0) return tokens;
            start = dot + 1;
        }
    }
}
