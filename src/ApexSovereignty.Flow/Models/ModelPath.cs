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
        var tokens = text.Split('.');
        var head = tokens[0];
        ModelRoot root;
        var index = 0;
        if (head == "This") root = ModelRoot.This;
        else if (head == "Return") root = ModelRoot.Return;
        else if (head.StartsWith("Argument[", StringComparison.Ordinal) && head.EndsWith(']') && int.TryParse(head.AsSpan(9, head.Length - 10), NumberStyles.None, CultureInfo.InvariantCulture, out index)) root = ModelRoot.Argument;
        else throw new FormatException($"'{head}' is not Argument[i], This or Return");
        var keys = ImmutableArray.CreateBuilder<string>();
        var deep = false;
        for (var i = 1; i < tokens.Length; i++)
        {
            if (deep) throw new FormatException($"nothing may follow '**' in '{text}'");
            if (tokens[i].Length == 0) throw new FormatException($"empty token in '{text}'");
            if (tokens[i] == "**") deep = true;
            else if (tokens[i] is "[*]") keys.Add(FieldName.Element);
            else if (tokens[i] is "Key") keys.Add(FieldName.Key);
            else keys.Add(FieldName.Of(tokens[i]));
        }

        return new ModelPath(root, index, keys.ToImmutable(), deep);
    }
}
