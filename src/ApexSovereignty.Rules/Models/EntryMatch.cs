using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules.Models;

/// <summary>What an entry of the configuration matches in a project.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsBound">Whether there is anything that it names, used or not.</param>
/// <param name="Count">Calls of the methods, or number of fields, objects or credentials.</param>
/// <param name="Nearest">Where it binds to nothing, the name that may have been meant, or null.</param>
public sealed record EntryMatch(ConfigurationEntry Entry, bool IsBound, int Count, string? Nearest)
{
    /// <summary>The count in words.</summary>
    public string CountInWords
    {
        get
        {
            var unit = Entry.Sort switch
            {
                EntrySort.Method => "call",
                EntrySort.Property => "property",
                EntrySort.Field => "field",
                EntrySort.Object => "object",
                _ => "credential",
            };
            return FormattableString.Invariant($"{Count} {(Count == 1 ? unit : unit == "property" ? "properties" : unit + "s")}");
        }
    }

    /// <summary>What is wrong with an entry that binds to nothing.</summary>
    public string Fault => $"'{Entry.Text}' in '{Entry.Place}' matches nothing in the project" + (Nearest is null ? "" : $"; did you mean '{Nearest}'?");

    /// <summary>Taken together with what the same entry matches in another project, which has calls of its own but may know the same fields.</summary>
    public EntryMatch Merge(EntryMatch other) => new(
        Entry,
        IsBound || other.IsBound,
        Entry.Sort == EntrySort.Method ? Count + other.Count : Math.Max(Count, other.Count),
        Nearest ?? other.Nearest);
}
