using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Rules;

/// <summary>What the rules on leaving data share: which leaks they take is theirs, how a leak is told is the same.</summary>
public abstract class LeakAnalyzer : DiagnosticAnalyzer
{
    private const int FieldsShown = 6;

    private const int SettersShown = 3;

    private const int EndpointsShown = 3;

    /// <summary>The rule.</summary>
    protected abstract DiagnosticDescriptor Descriptor { get; }

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <summary>Whether the leak is this rule's.</summary>
    protected abstract bool Takes(Leak leak);

    /// <summary>How the data leaves, as the predicate of a sentence: <c>sent in the body of an HTTP request</c>.</summary>
    protected abstract string Describe(Leak leak);

    /// <summary>What to do, in one sentence.</summary>
    protected abstract string Advice { get; }

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context) => context.RegisterFlowAction(Analyze);

    private void Analyze(FlowActionContext context)
    {
        var leak = context.Leak;
        if (!Takes(leak)) return;
        var isGrave = leak.Fields.Any(f => f.IsGrave);
        var severity = context.Policy.LevelOf(Descriptor.Id) ?? (isGrave ? Descriptor.DefaultSeverity : Lower(Descriptor.DefaultSeverity));
        if (leak.IsPseudonymised && context.Policy.Pseudonymised == PseudonymTreatment.Lower) severity = Lower(severity);
        var verb = leak.Fields.Length == 1 ? "is" : "are";
        var endpoint = leak.Endpoints.IsEmpty ? null : string.Join(" or ", leak.Endpoints.Select(Shown).Distinct(StringComparer.Ordinal));
        var message = $"{Fields(leak.Fields)} {verb} {Describe(leak)}{(leak.IsPseudonymised ? ", pseudonymised (a keyed hash or encrypted)," : "")}{(endpoint is null ? "" : $" to {endpoint}")}{WhyNot(leak)}.";
        context.Report(new Diagnostic(Descriptor, severity, message, leak.Carrier.ToLocation())
        {
            Path = [.. leak.Witness.Steps.Select(s => new PathStep(s.At.ToLocation(), s.Message, s.Kind, s.NestingLevel))],
            Related = RelatedTo(leak),
            Advice = Advice,
            Endpoint = endpoint,
            Fields = [.. leak.Fields.Select(f => f.ToString())],
            IdentityText = string.Join('|', Descriptor.Id, EnclosingMember.NameOf(leak.Carrier), EnclosingMember.NameOf(leak.Site), string.Join(',', leak.Fields.Select(f => f.Name)), leak.Part + (leak.IsPseudonymised ? " pseudonymised" : ""), endpoint),
        });
    }

    /// <summary>The source that the way begins with, and the calls that set the endpoint.</summary>
    private static ImmutableArray<RelatedLocation> RelatedTo(Leak leak)
    {
        var setters = leak.Witness.Endpoints.Where(e => e.SetAt is not null && e.SetAt != leak.Carrier).GroupBy(e => e.SetAt!.Value).OrderBy(g => g.Key).Take(SettersShown);
        return
        [
            new RelatedLocation(leak.Witness.Steps.IsEmpty ? leak.Site.ToLocation() : leak.Witness.Steps[0].At.ToLocation(), $"{leak.Witness.Source.DisplayName} comes from here"),
            .. setters.Select(g => new RelatedLocation(g.Key.ToLocation(), $"the endpoint is set here: {string.Join(" or ", g.Select(e => EndpointValue.Shown(e.Display.Replace("{…}", "…", StringComparison.Ordinal))).Take(EndpointsShown))}")),
        ];
    }

    private static DiagnosticSeverity Lower(DiagnosticSeverity severity) => severity > DiagnosticSeverity.Note ? severity - 1 : severity;

    private static string Fields(ImmutableArray<ClassifiedField> fields)
    {
        if (fields.Length == 1) return fields[0].ToString();
        if (fields.Length > FieldsShown) return $"{string.Join(", ", fields.Take(FieldsShown))} and {(fields.Length - FieldsShown).ToString(System.Globalization.CultureInfo.InvariantCulture)} more fields";
        return $"{string.Join(", ", fields.Take(fields.Length - 1))} and {fields[^1]}";
    }

    private static string Shown(EndpointDecision decision) => decision.Verdict == EndpointVerdict.Unresolved && decision.Host is null && decision.CredentialName is null
        ? "an endpoint that cannot be determined"
        : decision.Display;

    private static string WhyNot(Leak leak)
    {
        if (leak.Endpoints.IsEmpty) return "";
        var reasons = CauseList.Of(leak.Endpoints.Select(decision => decision.RefusalOf(leak.Fields.SelectMany(f => f.Classes))));
        var places = leak.Endpoints.Where(d => d.Jurisdiction is not null && d.Boundary != BoundaryPosition.Outside).Select(d => d.Jurisdiction!).Distinct(StringComparer.Ordinal).ToList();
        var where = places.Count == 0 ? "" : $", in {string.Join(" or ", places)}";
        return reasons.Length == 0 ? where : $"{where}: {reasons}";
    }
}
