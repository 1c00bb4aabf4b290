using System.Collections.Immutable;

namespace ApexSovereignty.Flow.Models;

/// <summary>The words and small languages of model files. A check gives what is wrong in words, or null.</summary>
public static class ModelFormat
{
    /// <summary>Stands for each of a call's arguments.</summary>
    internal const string AnyArgument = "Argument[*]";

    /// <summary>How many arguments <see cref="AnyArgument"/> stands for.</summary>
    internal const int MaximumArguments = 16;

    /// <summary>Ways by which data leaves.</summary>
    public static ImmutableArray<string> SinkKinds { get; } = ["http", "soap", "llm", "debug", "log", "email", "event"];

    /// <summary>What of a message carries the data.</summary>
    public static ImmutableArray<string> SinkParts { get; } = ["body", "header", "url", "prompt", "message"];

    /// <summary>The part that is meant where a sink names none.</summary>
    public static string DefaultPart(string kind) => kind switch
    {
        "http" or "soap" => "body",
        "llm" => "prompt",
        _ => "message",
    };

    /// <summary>Whether sinks of a kind have that part.</summary>
    public static bool HasPart(string kind, string part) => kind == "http" ? part is "body" or "header" or "url" : part == DefaultPart(kind);

    /// <summary>Checks a path to read from.</summary>
    public static string? CheckPath(string path) => Try(() =>
    {
        if (ReadPath(path).Root == ModelRoot.Return) throw new FormatException($"'{path}': nothing can be read from Return; read from Argument[i] or This");
    });

    /// <summary>Checks a flow.</summary>
    public static string? CheckFlow(string flow) => Try(() =>
    {
        var model = FlowModel.Parse(flow.Replace(AnyArgument, "Argument[0]", StringComparison.Ordinal));
        if (model.From.Root == ModelRoot.Return) throw new FormatException($"'{flow}': nothing can be read from Return; read from Argument[i] or This");
        if (model.To.Root != ModelRoot.Return && model.To.Keys.IsEmpty && !model.To.IsDeep)
            throw new FormatException($"'{flow}': name what of {(model.To.Root == ModelRoot.This ? "This" : "the argument")} is written, such as '.**' or '.~part'");
        if (flow.LastIndexOf(AnyArgument, StringComparison.Ordinal) > flow.IndexOf('>', StringComparison.Ordinal)) throw new FormatException($"'{flow}': {AnyArgument} can only be read from");
    });

    /// <summary>Checks what the platform runs later.</summary>
    public static string? CheckCall(string call)
    {
        var dot = call.LastIndexOf('.');
        var parenthesis = call.EndsWith(')') ? call.IndexOf('(', StringComparison.Ordinal) : -1;
        var method = parenthesis > dot && IsName(call[(parenthesis + 1)..^1]) ? call[(dot + 1)..parenthesis] : call[(dot + 1)..];
        return dot > 0 && IsName(method) ? CheckPath(call[..dot]) : $"'{call}' is not a call: write Argument[i].method or Argument[i].method(Type)";
    }

    /// <summary>Checks a source.</summary>
    public static string? CheckSource(string source) =>
        source.Split('.') is [var left, var right] && IsName(left) && IsName(right) ? null : $"'{source}' is not a source: write Object.Field";

    /// <summary>Checks the name of a part of the result.</summary>
    public static string? CheckTextKey(string part) => part.StartsWith('~') && IsName(part[1..]) ? null : $"'{part}' is not a part: write ~name";

    /// <summary>Checks a property.</summary>
    public static string? CheckProperty(string property) =>
        property.Contains('.', StringComparison.Ordinal) && property.Split('.').All(IsName) ? null : $"'{property}' is not a property: write Type.property";

    /// <summary>Checks the part that a property stands for.</summary>
    public static string? CheckPropertyPath(string path) => Try(() =>
    {
        if (ModelPath.Parse(path) is not { Root: ModelRoot.This, Keys: [_], IsDeep: false }) throw new FormatException($"'{path}' is not a part of the object: write This.~name");
    });

    /// <summary>A field's name, or a part's behind its tilde.</summary>
    internal static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static ModelPath ReadPath(string path) => ModelPath.Parse(path.Replace(AnyArgument, "Argument[0]", StringComparison.Ordinal));

    private static string? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }
}
