using System.Globalization;
using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Flow.Values;

namespace ApexSovereignty.Flow.Analysis;

/// <content>Texts: what the methods of a text make of it, format() and join().</content>
internal sealed partial class MethodAnalysis
{
    /// <summary>Methods of a text whose arguments are in the result; those of all others only say where to look.</summary>
    private static readonly HashSet<string> takesArguments = ["replace", "replaceall", "replacefirst", "leftpad", "rightpad", "center", "repeat", "difference", "escapesinglequotes"];

    /// <summary>Whether a method of a value whose type is not known is one of texts, by its name and number of arguments.</summary>
    private static bool IsOnlyOfText(string name, int arguments) => (name, arguments) switch
    {
        ("trim" or "tolowercase" or "touppercase" or "capitalize" or "uncapitalize" or "normalizespace" or "deletewhitespace" or "escapehtml4" or "escapexml" or "escapecsv" or "striphtmltags", 0) => true,
        ("left" or "right" or "abbreviate" or "substringbefore" or "substringafter" or "substringbeforelast" or "substringafterlast" or "removeend" or "removestart", 1) => true,
        ("substring" or "split", 1 or 2) => true,
        ("replaceall" or "replacefirst" or "replace" or "substringbetween" or "mid" or "leftpad" or "rightpad", 2) => true,
        _ => false,
    };

    private AbstractValue? StringCall(CallInstruction call, string name, AbstractValue instance, AbstractValue[] arguments, HeapState state)
    {
        var taints = instance.Taints;
        if (takesArguments.Contains(name))
            foreach (var argument in arguments) taints = taints.Union(argument.Taints);
        var first = arguments.Length > 0 ? arguments[0].Strings : StringSet.None;
        var second = arguments.Length > 1 ? arguments[1].Strings : StringSet.None;
        switch (name)
        {
            case "length" or "indexof" or "lastindexof" or "contains" or "equals" or "equalsignorecase" or "startswith" or "endswith" or "containsignorecase" or "startswithignorecase" or "endswithignorecase":
                return Known(instance.Strings);
            case "isblank" or "isnotblank" or "isempty" or "isnotempty":
                return Known(call.Instance.IsNone ? first : instance.Strings);
            case "indexofignorecase" or "lastindexofignorecase" or "indexofany" or "indexofanybut" or "indexofdifference" or "indexofchar" or "lastindexofchar" or "offsetbycodepoints" or "compareto" or "hashcode" or "isnumeric" or "isalpha" or "isalphanumeric" or "countmatches" or "containsany"
                or "getlevenshteindistance" or "containsonly" or "containsnone" or "containswhitespace" or "iswhitespace":
                return AbstractValue.Empty;
            case "replace" when first.Values is [{ Exact: { Length: > 0 } mark }] && second.Values is not [{ Exact: not null }]:
                return Text(instance.Strings.IsNone ? StringSet.None : StringSet.From(instance.Strings.Values.SelectMany(v => Filled(v, mark, second).Values)));
            case "replace" when first.Values is [{ Exact: null, Prefix: { Length: > 0 } opening }]:
                return Text(instance.Strings.Map(new TextChange(TextChange.ReplacedFrom, "text in it is replaced", opening) { IsChosenOutside = second.Values.Any(v => v.Parts.Any(p => p.IsUserControlled)) }));
            case "tostring" or "intern" when arguments.Length == 0:
                return Text(instance.Strings);
            case "escapesinglequotes":
                return Text(first.Map(new TextChange(name, "quotes in it are escaped")));
            case "substring" or "substringbefore" when !instance.Taints.IsEmpty && IsTypeName(call, name, first):
                return AbstractValue.Of(StringSet.Unknown("it is the name of a record's type"));
            case "substring" when LengthCutOff(call, first) is { } cut:
                return Text(instance.Strings.IsNone ? StringSet.Unknown($"String.{call.Method?.Name} changes it") : instance.Strings.Map(new TextChange(TextChange.WithoutEnd, $"String.{call.Method?.Name} changes it", cut)));
            case "split" when instance.Strings.Values is [{ Exact: { } whole }] && first.Values is [{ Exact: { } separator }] && arguments.Length == 1 && SplitText(whole, separator) is { } pieces && pieces.Length <= HeapState.MaximumKeys:
                return Pieces(call, pieces, taints, state);
            case "split":
                var split = Make(call, "pieces", call.Type, isExact: true);
                state.Clear(split);
                state.Set(split, FieldName.Element, Text(Change(instance.Strings)));
                return AbstractValue.Of(split);
            case "tolowercase" or "touppercase" or "trim" or "normalizespace"
                or "replace" or "replaceall" or "replacefirst" or "substring" or "substringbefore" or "substringafter" or "substringbetween" or "left" or "right" or "mid" or "abbreviate" or "capitalize"
                or "uncapitalize" or "reverse" or "repeat" or "leftpad" or "rightpad" or "deletewhitespace" or "remove" or "removeend" or "removestart" or "removeendignorecase" or "removestartignorecase"
                or "escapehtml4" or "escapehtml3" or "escapexml" or "escapejava" or "escapeecmascript" or "escapecsv" or "escapeunicode" or "unescapehtml4" or "unescapexml" or "striphtmltags"
                or "substringafterlast" or "substringbeforelast" or "swapcase" or "center" or "difference" or "unescapehtml3" or "unescapejava" or "unescapeecmascript" or "unescapecsv" or "unescapeunicode":
                return Text(Change(instance.Strings));
            default:
                return null;
        }

        AbstractValue Text(StringSet strings) => AbstractValue.Create([], taints.Then(At(call), StepKind.Library, $"String.{call.Method?.Name}"), strings);

        StringSet Change(StringSet strings)
        {
            var change = new TextChange(name, $"String.{call.Method?.Name} changes it", One(first), One(second));
            return strings.IsNone ? StringSet.Unknown(change.Reason) : strings.Map(change);
        }

        // A number or a truth is told where it is known or a caller may know it; anything else of it is no text.
        AbstractValue Known(StringSet strings)
        {
            if (strings.Values is not [{ } value]) return AbstractValue.Empty;
            var changed = new TextChange(name, "", One(first), One(second)).Apply(value);
            return changed.Exact is not null || changed.Parts is [{ Change: not null }] ? AbstractValue.Of(StringSet.From([changed])) : AbstractValue.Empty;
        }
    }

    /// <summary>Whether a record's text is cut before its first colon, where its type's name stands: <c>Lead:{Company=…}</c>.</summary>
    private bool IsTypeName(CallInstruction cut, string name, StringSet first)
    {
        if (MakerOf(cut.Instance) is not CallInstruction { MethodName: var shown, Arguments: [var record] } text || !shown.Equals("valueOf", StringComparison.OrdinalIgnoreCase)) return false;
        if (values[record.Index].Objects is not { Length: > 0 } records || !Array.TrueForAll(records, r => TypeFacts.IsSObject(r.Type))) return false;
        if (name == "substringbefore") return One(first) == ":";
        return One(first) == "0" && cut.Arguments.Length == 2 && MakerOf(cut.Arguments[1]) is CallInstruction { MethodName: var found, Arguments: [var mark] } search
            && found.Equals("indexOf", StringComparison.OrdinalIgnoreCase) && One(values[mark.Index].Strings) == ":" && ReferenceEquals(MakerOf(search.Instance), text);
    }

    /// <summary>How many letters <c>text.substring(0, text.length() - 2)</c> takes away at the end; null for any other call.</summary>
    private string? LengthCutOff(CallInstruction cut, StringSet first) =>
        One(first) == "0" && cut.Arguments.Length == 2 && MakerOf(cut.Arguments[1]) is ComputeInstruction { Operands: [var whole, var less], Signs: [Syntax.BinaryOperator.Subtract] }
        && MakerOf(whole) is CallInstruction { Arguments.IsEmpty: true, MethodName: var name } length && name.Equals("length", StringComparison.OrdinalIgnoreCase)
        && (length.Instance == cut.Instance || values[length.Instance.Index].Strings is { IsNone: false } measured && measured.Equals(values[cut.Instance.Index].Strings)) ? One(values[less.Index].Strings) : null;

    private static string? One(StringSet set) => set.Values is [{ Exact: { } text }] ? text : null;

    /// <summary>A text with another, which is not known whole, in place of a mark: the fixed text around it stays.</summary>
    private static StringSet Filled(StringValue text, string mark, StringSet with)
    {
        if (text.Exact is not { } template) return StringSet.From([new TextChange("replaced", "text in it is replaced").Apply(StringValue.Create([.. text.Parts, .. with.Values.SelectMany(v => v.Parts)], null))]);
        var parts = new List<StringSet>();
        foreach (var piece in template.Split(mark))
        {
            if (parts.Count > 0) parts.Add(with.IsNone ? StringSet.Unknown("text in it is replaced") : with);
            parts.Add(StringSet.Of(piece));
        }

        return StringSet.Concat([.. parts]);
    }

    /// <summary>The pieces between separators without a meaning as a pattern; null for patterns.</summary>
    private static string[]? SplitText(string text, string separator)
    {
        var plain = new System.Text.StringBuilder();
        for (var n = 0; n < separator.Length; n++)
        {
            if (separator[n] == '\\' && n + 1 < separator.Length && !char.IsLetterOrDigit(separator[n + 1])) plain.Append(separator[++n]);
            else if (separator[n] == '\\' && n + 1 < separator.Length && separator[n + 1] == 'n') { plain.Append('\n'); n++; }
            else if (".$|()[{^?*+\\".Contains(separator[n], StringComparison.Ordinal)) return null;
            else plain.Append(separator[n]);
        }

        return plain.Length == 0 ? null : text.Split(plain.ToString());
    }

    private AbstractValue Pieces(CallInstruction call, string[] pieces, TaintSet taints, HeapState state)
    {
        var list = Make(call, "pieces", call.Type, isExact: true);
        state.Clear(list);
        for (var n = 0; n < pieces.Length; n++)
            state.Set(list, FieldName.At(n.ToString(CultureInfo.InvariantCulture)), AbstractValue.Create([], taints.Then(At(call), StepKind.Library, $"String.{call.Method?.Name}"), StringSet.Of(pieces[n])));
        SetSize(state, list, pieces.Length);
        return AbstractValue.Of(list);
    }

    private AbstractValue Format(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var taints = arguments[0].Taints.Union(arguments.Length > 1 ? Deep(state, arguments[1]) : TaintSet.Empty);
        var strings = StringSet.Unknown("it is formatted");
        if (arguments.Length > 1 && arguments[0].Strings.Values is [{ Exact: { } template }])
        {
            var parts = new List<StringSet>();
            var start = 0;
            for (var i = 0; i + 2 < template.Length; i++)
            {
                if (template[i] != '{' || template[i + 2] != '}' || !char.IsAsciiDigit(template[i + 1])) continue;
                parts.Add(StringSet.Of(template[start..i]));
                var value = Load(state, arguments[1], FieldName.At(template[i + 1].ToString()), null, program.TextType);
                parts.Add(value.Strings.IsNone ? StringSet.Unknown("it is formatted") : value.Strings);
                start = i + 3;
                i += 2;
            }

            parts.Add(StringSet.Of(template[start..]));
            strings = StringSet.Concat([.. parts]);
        }

        return AbstractValue.Create([], taints.Then(At(call), StepKind.Library, "String.format"), strings);
    }

    private AbstractValue Join(CallInstruction call, AbstractValue[] arguments, HeapState state)
    {
        var taints = Deep(state, arguments[0]);
        if (arguments.Length > 1) taints = taints.Union(arguments[1].Taints);
        var strings = StringSet.Joined([Load(state, arguments[0], FieldName.Element, null, program.TextType).Strings, arguments.Length > 1 ? arguments[1].Strings : StringSet.None], "it is joined from a list");
        if (arguments.Length > 1 && arguments[0].Objects is [var list] && KnownSize(state, list) is { } size && size > 0)
        {
            var parts = new List<StringSet>();
            for (var n = 0; n < size; n++)
            {
                if (n > 0) parts.Add(arguments[1].Strings);
                parts.Add(LoadElementOf(state, list, FieldName.At(n.ToString(CultureInfo.InvariantCulture)), program.TextType).Strings);
            }

            strings = StringSet.Concat([.. parts]);
        }

        return AbstractValue.Create([], taints.Then(At(call), StepKind.Library, "String.join"), strings);
    }
}
