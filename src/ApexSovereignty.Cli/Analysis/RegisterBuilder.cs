using System.Security.Cryptography;
using System.Text;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Registers;
using ApexSovereignty.Rules;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Makes the data-flow register of what the rules saw.</summary>
/// <param name="policy">The policy in force.</param>
/// <param name="report">The report of the same run: what is suppressed, what could not be read.</param>
internal sealed class RegisterBuilder(Policy policy, ScanReport report)
{
    private readonly Dictionary<Diagnostic, ResultSuppression> suppressions = report.Results
        .Where(result => result.Suppression is not null)
        .DistinctBy(result => result.Diagnostic, ReferenceEqualityComparer.Instance)
        .ToDictionary(result => result.Diagnostic, result => result.Suppression!, ReferenceEqualityComparer.Instance as IEqualityComparer<Diagnostic>);

    private readonly List<(DataFlow Flow, EndpointDecision? Decision, RegisterVerdict Verdict, string Reason)> flows = [];
    private readonly List<ObservedEndpoint> endpoints = [];
    private readonly SortedDictionary<string, string> sources = new(StringComparer.Ordinal);

    /// <summary>Adds what the rules saw of a project.</summary>
    public void Add(ProjectInput input, RulesResult rules)
    {
        foreach (var tree in input.Trees) sources[tree.FilePath] = tree.Text.Content;
        endpoints.AddRange(rules.Endpoints);
        // The signature of a body that itself holds the data tells nothing more.
        var plain = rules.DataFlows.Where(flow => !flow.Flow.IsPseudonymised).Select(flow => (flow.Flow.Source, flow.Flow.Exit)).ToHashSet();
        foreach (var flow in rules.DataFlows)
        {
            if (flow.Flow.IsPseudonymised && plain.Contains((flow.Flow.Source, flow.Flow.Exit))) continue;
            if (flow.MayLeaveAsPseudonym)
            {
                foreach (var decision in flow.Endpoints.IsEmpty ? [null] : flow.Endpoints.Cast<EndpointDecision?>()) flows.Add((flow, decision, RegisterVerdict.Permitted, "the policy permits it to leave pseudonymised"));
                continue;
            }

            if (flow.Endpoints.IsEmpty) flows.Add((flow, null, IsReported(flow) ? RegisterVerdict.Violation : RegisterVerdict.NotJudged, ReasonOfExit(flow)));
            foreach (var decision in flow.Endpoints) flows.Add((flow, decision, Judge(decision, flow.Field), decision.Permits(flow.Field.Classes) ? decision.Reason : decision.RefusalOf(flow.Field.Classes)));
        }
    }

    /// <summary>The register of all that was added.</summary>
    public DataFlowRegister Build(RegisterCommit? commit) => new()
    {
        ToolVersion = report.ToolVersion,
        Commit = commit,
        SourcesHash = SourcesHash(),
        PolicyHash = report.PolicyHash,
        Boundary = policy.Jurisdictions,
        Counts = report.Counts,
        Gaps = [.. report.Notifications.Where(notification => notification.IsIncomplete)],
        Rows = [.. Rows()],
        Destinations = [.. Destinations()],
    };

    // Lengths keep one file's end apart from the next one's start.
    private string SourcesHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in sources)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{path.Length}:{path}{text.Length}:")));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return sources.Count == 0 ? "" : Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<RegisterRow> Rows() => flows
        .GroupBy(f => (
            Object: ObjectOf(f.Flow), Classes: string.Join(',', f.Flow.Field.Classes), f.Flow.Flow.Kind, f.Flow.Flow.Part, f.Flow.Flow.Carrier, f.Flow.Flow.IsPseudonymised,
            Destination: NameOf(f.Flow, f.Decision), f.Verdict, f.Reason))
        .Select(group =>
        {
            var members = group.ToList();
            // The shortest way; the flows come in a fixed order.
            var witness = members.MinBy(f => f.Flow.Flow.Steps.Length).Flow;
            var decision = members[0].Decision;
            var reported = members.SelectMany(f => f.Flow.Diagnostics).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Off).Distinct(ReferenceEqualityComparer.Instance as IEqualityComparer<Diagnostic>).ToList();
            if (group.Key.Verdict == RegisterVerdict.Permitted) reported = [];
            return new RegisterRow(
                group.Key.Object,
                [.. members.Select(f => f.Flow.Flow.Source.FieldName).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
                witness.Field.Classes,
                ExitNames.Describe(group.Key.Kind),
                group.Key.Part,
                group.Key.Destination,
                group.Key.Verdict,
                group.Key.Carrier.ToLocation())
            {
                Regimes = [.. members.SelectMany(f => f.Flow.Field.Regimes).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
                IsPseudonymised = group.Key.IsPseudonymised,
                Recipient = decision?.Pattern ?? group.Key.Destination,
                Kind = decision is null ? "" : KindOf(decision.Kind),
                Jurisdiction = decision?.Jurisdiction ?? "",
                Reason = group.Key.Reason,
                Rules = [.. reported.Select(diagnostic => diagnostic.Descriptor.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Suppression = reported.Count > 0 && reported.TrueForAll(suppressions.ContainsKey) ? suppressions[reported[0]].Justification : null,
                Member = EnclosingMember.NameOf(group.Key.Carrier),
                Sources = [.. members.Select(f => f.Flow.Flow.Source.Site).Distinct().Order().Select(site => site.ToLocation())],
                Path = [.. witness.Flow.Steps.Select(step => new PathStep(step.At.ToLocation(), step.Message, step.Kind, step.NestingLevel))],
            };
        });

    private IEnumerable<RegisterDestination> Destinations()
    {
        var found = new SortedDictionary<string, Destination>(StringComparer.Ordinal);
        foreach (var (at, decision) in endpoints) Of(decision.Pattern ?? decision.Display, decision).Places.Add(at.ToLocation());
        foreach (var (flow, decision, verdict, reason) in flows)
        {
            var destination = decision is null ? OfExit(flow, verdict, reason) : Of(decision.Pattern ?? decision.Display, decision);
            destination.Add(flow);
            if (decision is null) destination.Places.Add(flow.Flow.Carrier.ToLocation());
        }

        return found.Select(item => item.Value.ToRow(item.Key));

        Destination OfExit(DataFlow flow, RegisterVerdict verdict, string reason)
        {
            var name = ExitNames.Describe(flow.Flow.Kind);
            if (!found.TryGetValue(name, out var known)) found.Add(name, known = new Destination { Kind = flow.Flow.Kind });
            known.Worsen(verdict, reason);
            return known;
        }

        Destination Of(string name, EndpointDecision decision)
        {
            if (!found.TryGetValue(name, out var known)) found.Add(name, known = new Destination { Kind = KindOf(decision.Kind), Jurisdiction = decision.Jurisdiction ?? "" });
            // A destination is judged whatever the data: what it does not accept shows in the rows.
            known.Worsen(Judge(decision, field: null), decision.RefusalOf([]) is { Length: > 0 } refusal ? refusal : decision.Reason);
            return known;
        }
    }

    private static RegisterVerdict Judge(EndpointDecision decision, ClassifiedField? field) => decision switch
    {
        _ when decision.Permits(field?.Classes ?? []) => RegisterVerdict.Permitted,
        { Verdict: EndpointVerdict.Unresolved } => RegisterVerdict.Unresolved,
        { Verdict: EndpointVerdict.NotAllowed, Entry: null } => RegisterVerdict.Undecided,
        _ => RegisterVerdict.Violation,
    };

    private static bool IsReported(DataFlow flow) => flow.Diagnostics.Any(diagnostic => diagnostic.Severity != DiagnosticSeverity.Off);

    private static string ReasonOfExit(DataFlow flow)
    {
        if (flow.Diagnostics.IsEmpty) return "no rule is about it";
        var rule = flow.Diagnostics[0].Descriptor;
        return IsReported(flow) ? rule.Title : $"{rule.Id} is switched off";
    }

    private static string ObjectOf(DataFlow flow) => flow.Flow.Source.ObjectName;

    private static string NameOf(DataFlow flow, EndpointDecision? decision) => decision?.Display ?? ExitNames.Describe(flow.Flow.Kind);

    private static string KindOf(EndpointKind kind) => kind.ToString().ToLowerInvariant();

    private sealed class Destination
    {
        private readonly HashSet<string> fields = new(StringComparer.OrdinalIgnoreCase);
        private readonly SortedSet<string> classes = new(StringComparer.Ordinal);
        private RegisterVerdict? worst;
        private string why = "";

        public required string Kind { get; init; }

        public string Jurisdiction { get; init; } = "";

        public SortedSet<Location> Places { get; } = [];

        public void Add(DataFlow flow)
        {
            fields.Add(flow.Field.Name);
            classes.UnionWith(flow.Field.Classes);
        }

        public void Worsen(RegisterVerdict verdict, string reason)
        {
            if (worst is { } known && (known < verdict || (known == verdict && string.CompareOrdinal(why, reason) <= 0))) return;
            (worst, why) = (verdict, reason);
        }

        public RegisterDestination ToRow(string name) => new(name, Kind, worst ?? RegisterVerdict.NotJudged, why)
        {
            Jurisdiction = Jurisdiction,
            Classes = [.. classes],
            Fields = fields.Count,
            Places = [.. Places],
        };
    }
}
