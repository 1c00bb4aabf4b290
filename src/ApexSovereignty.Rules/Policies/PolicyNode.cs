using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ApexSovereignty.Rules.Policies;

internal enum PolicyNodeKind
{
    Object,
    Array,
    Text,
    Number,
    Truth,
    Null,
}

/// <summary>A JSON value that knows where it stands: one-based line and column in UTF-16 code units.</summary>
internal sealed record PolicyNode(PolicyNodeKind Kind, int Line, int Column)
{
    /// <summary>Value of a string, or a number or truth value as written.</summary>
    public string Text { get; init; } = "";

    public ImmutableArray<PolicyProperty> Properties { get; init; } = [];

    public ImmutableArray<PolicyNode> Items { get; init; } = [];

    public PolicyNode? this[string key]
    {
        get
        {
            foreach (var property in Properties)
                if (property.Name == key) return property.Value;
            return null;
        }
    }

    public string KindInWords => Kind switch
    {
        PolicyNodeKind.Object => "an object",
        PolicyNodeKind.Array => "a list",
        PolicyNodeKind.Text => "a string",
        PolicyNodeKind.Number => "a number",
        PolicyNodeKind.Truth => "true or false",
        _ => "null",
    };
}

internal sealed record PolicyProperty(string Name, int Line, int Column, PolicyNode Value);

/// <summary>Reads JSON with comments and trailing commas into <see cref="PolicyNode"/>s.</summary>
internal static class PolicyNodeReader
{
    private const int MaxDepth = 32;

    public static PolicyNode? Read(string path, string json, List<PolicyError> errors)
    {
        if (json.StartsWith('\uFEFF')) json = json[1..];
        if (string.IsNullOrWhiteSpace(json)) return null;
        var bytes = Encoding.UTF8.GetBytes(json);
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };
        var reader = new Utf8JsonReader(bytes, options);
        var positions = new Positions(bytes);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, positions);
            // Reads on to the end, so that anything behind the value is an error.
            while (reader.Read())
            {
            }

            return root;
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0);
            var column = positions.ColumnOf(line, (int)(exception.BytePositionInLine ?? 0));
            errors.Add(new PolicyError(path, line + 1, column, "not valid JSON: " + FirstSentence(exception.Message)));
        }
        catch (InvalidOperationException)
        {
            var (line, column) = positions.Of((int)reader.TokenStartIndex);
            errors.Add(new PolicyError(path, line, column, "not valid JSON: the string holds an incomplete character"));
        }

        return null;
    }

    // The message of System.Text.Json ends with its own line and path, which count from zero.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = end < 0 ? message : message[..end];
        return text.TrimEnd('.', ' ');
    }

    private static PolicyNode ReadValue(ref Utf8JsonReader reader, Positions positions)
    {
        var (line, column) = positions.Of((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = ImmutableArray.CreateBuilder<PolicyProperty>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var (nameLine, nameColumn) = positions.Of((int)reader.TokenStartIndex);
                    reader.Read();
                    properties.Add(new PolicyProperty(name, nameLine, nameColumn, ReadValue(ref reader, positions)));
                }

                return new PolicyNode(PolicyNodeKind.Object, line, column) { Properties = properties.ToImmutable() };
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<PolicyNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader, positions));
                return new PolicyNode(PolicyNodeKind.Array, line, column) { Items = items.ToImmutable() };
            case JsonTokenType.String:
                return new PolicyNode(PolicyNodeKind.Text, line, column) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new PolicyNode(PolicyNodeKind.Number, line, column) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True or JsonTokenType.False:
                return new PolicyNode(PolicyNodeKind.Truth, line, column) { Text = reader.TokenType == JsonTokenType.True ? "true" : "false" };
            default:
                return new PolicyNode(PolicyNodeKind.Null, line, column);
        }
    }

    /// <summary>Byte offsets as lines and columns.</summary>
    private sealed class Positions
    {
        private readonly byte[] bytes;
        private readonly List<int> lineStarts = [0];

        public Positions(byte[] bytes)
        {
            this.bytes = bytes;
            for (var i = 0; i < bytes.Length; i++)
                if (bytes[i] == (byte)'\n') lineStarts.Add(i + 1);
        }

        public (int Line, int Column) Of(int offset)
        {
            var index = lineStarts.BinarySearch(offset);
            var line = index >= 0 ? index : ~index - 1;
            return (line + 1, ColumnOf(line, offset - lineStarts[line]));
        }

        public int ColumnOf(int line, int byteInLine)
        {
            if (line >= lineStarts.Count) return 1;
            var start = lineStarts[line];
            var length = Math.Clamp(byteInLine, 0, bytes.Length - start);
            return Encoding.UTF8.GetCharCount(bytes, start, length) + 1;
        }
    }
}
