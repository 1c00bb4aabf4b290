using System.Collections.Immutable;
using ApexSovereignty.Diagnostics;
using ApexSovereignty.Flow;
using ApexSovereignty.Flow.Inspection;
using ApexSovereignty.Reporting;
using ApexSovereignty.Reporting.Explanations;
using ApexSovereignty.Rules;
using ApexSovereignty.Rules.Classification;
using ApexSovereignty.Rules.Policies;
using ApexSovereignty.Text;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Explains a line from what the analysis holds there.</summary>
/// <param name="line">The line.</param>
/// <param name="rules">What the rules saw of the project, with the line inspected.</param>
/// <param name="classifier">Tells the classes of fields.</param>
/// <param name="report">The report of the same run.</param>
internal sealed class LineExplainer(InspectedLine line, RulesResult rules, FieldClassifier classifier, ScanReport report)
{
    private const int LaterShown = 10;

    private readonly ImmutableArray<InspectedInstruction> onLine = [.. rules.Flows.Inspected.Where(i => i.IsOnLine)];

    public LineExplanation Explain(string code)
    {
        ImmutableArray<ScanResult> results = [.. report.Results.Where(result => IsHere(result.Diagnostic.Location))];
        var exits = Exits();
        var endpoints = Endpoints();
        var values = Values();
        var later = Later();
        return new LineExplanation(line.Path, line.Line, code, Verdict(results, exits, endpoints, values, later))
        {
            Members = [.. onLine.Select(i => EnclosingMember.NameOf(i.At)).Distinct(StringComparer.Ordinal)],
            Results = results,
            Exits = [.. exits.Select(exit => exit.Text)],
            LaterExits = [.. later.Take(LaterShown), .. later.Count > LaterShown ? [FormattableString.Invariant($"and {later.Count - LaterShown} more")] : (string[])[]],
            Endpoints = endpoints,
            TextOrigin = endpoints.IsEmpty ? [] : TextOrigin(),
            Values = values,
            Losses = new LossFinder(rules.Flows.Inspected, NameOf).Find(),
            Notes = [.. Notes()],
        };
    }

    private static string Verdict(ImmutableArray<ScanResult> results, List<(string Text, bool IsPermitted, bool IsTold)> exits, ImmutableArray<ExplainedEndpoint> endpoints, ImmutableArray<ExplainedValue> values, List<string> later)
    {
        var active = results.Count(result => result.IsActive);
        if (active > 0) return FormattableString.Invariant($"{active} {(active == 1 ? "result stands" : "results stand")} at this line.");
        if (!results.IsEmpty) return "Results stand at this line, but they are suppressed or known from the baseline.";
        if (exits.Exists(exit => exit.IsTold)) return "No result at this line: CRM data leaves here, and the results stand where it is put in.";
        if (exits.Count > 0) return exits.TrueForAll(exit => exit.IsPermitted) ? "No result: CRM data leaves here, and the policy permits it." : "No result: CRM data leaves here, and no rule in force is about it.";
        if (!endpoints.IsEmpty) return "No result: the policy allows every endpoint that a request gets here.";
        if (later.Count > 0) return "No result at this line: CRM data passes it, and leaves later.";
        if (values.Any(value => !value.Data.IsEmpty)) return "No result: there is CRM data on this line, but nothing leaves here.";
        return values.IsEmpty ? "No result: the line handles no values that could hold data." : "No result: no CRM data reaches this line.";
    }

    private List<(string Text, bool IsPermitted, bool IsTold)> Exits()
    {
        var found = new List<(string Text, bool IsPermitted, bool IsTold)>();
        foreach (var group in rules.DataFlows.Where(flow => IsHere(flow.Flow.Carrier.ToLocation()) || IsHere(flow.Flow.Exit.ToLocation())).GroupBy(flow => (flow.Flow.Kind, flow.Flow.Part, flow.Flow.Carrier, Endpoints: string.Join('|', flow.Endpoints.Select(e => e.Display)), Refusals: string.Join('|', flow.Refused.Select(e => e.RefusalOf(flow.Field.Classes))), flow.MayLeaveAsPseudonym)))
        {
            var first = group.First();
            var fields = string.Join(", ", group.Select(flow => NameOf(flow.Flow)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var isElsewhere = !IsHere(group.Key.Carrier.ToLocation());
            var way = $"{fields} by {ExitNames.Describe(group.Key.Kind)} ({group.Key.Part}{(isElsewhere ? $", put in at {FileNameOf(group.Key.Carrier.Tree.FilePath)}:{LineOf(group.Key.Carrier.ToLocation())}" : "")})";
            var isTold = isElsewhere && first.Diagnostics.Any(diagnostic => diagnostic.Severity != DiagnosticSeverity.Off);
            if (first.MayLeaveAsPseudonym)
            {
                found.Add(($"{way}: permitted, since it leaves pseudonymised", true, isTold));
                continue;
            }

            if (first.Endpoints.IsEmpty)
            {
                var reported = first.Diagnostics.FirstOrDefault();
                found.Add(($"{way}: {(reported is null ? "no rule is about it" : reported.Severity == DiagnosticSeverity.Off ? reported.Descriptor.Id + " is switched off" : "reported by " + reported.Descriptor.Id)}", false, isTold));
                continue;
            }

            foreach (var decision in first.Endpoints) found.Add(($"{way} to {decision.Display}: {Judge(decision, first.Field)}", decision.Permits(first.Field.Classes), isTold));
        }

        return found;
    }

    private static string Judge(EndpointDecision decision, ClassifiedField field) =>
        decision.RefusalOf(field.Classes) is { Length: > 0 } refusal ? "not permitted, " + refusal : "permitted, " + decision.Reason;

    private List<string> Later()
    {
        var passing = rules.DataFlows.Where(flow => !IsHere(flow.Flow.Carrier.ToLocation()) && !IsHere(flow.Flow.Exit.ToLocation()) && flow.Flow.Steps.Any(step => IsHere(step.At.ToLocation())));
        return
        [
            .. passing.SelectMany(flow => (flow.Endpoints.IsEmpty ? [""] : flow.Endpoints.Select(decision => $" to {decision.Display}: {Judge(decision, flow.Field)}"))
                    .Select(end => (Field: flow.Field.ToString(), Way: $"by {ExitNames.Describe(flow.Flow.Kind)} ({flow.Flow.Part}) at {FileNameOf(flow.Flow.Carrier.Tree.FilePath)}:{LineOf(flow.Flow.Carrier.ToLocation())}{end}")))
                .GroupBy(exit => exit.Way, StringComparer.Ordinal)
                .Select(exit => $"{string.Join(", ", exit.Select(e => e.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} {exit.Key}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private ImmutableArray<ExplainedEndpoint> Endpoints() =>
    [
        .. rules.Endpoints.Where(use => IsHere(use.At.ToLocation()))
            .Select(use => use.Decision)
            .DistinctBy(decision => (decision.Display, decision.Reason))
            .Select(decision => new ExplainedEndpoint(decision.Display, VerdictOf(decision))),
    ];

    private static string VerdictOf(EndpointDecision decision)
    {
        var verdict = decision.Verdict switch
        {
            EndpointVerdict.Allowed when decision.Boundary == BoundaryPosition.Outside => $"allowed, but its jurisdiction {decision.Jurisdiction} lies outside the boundary",
            EndpointVerdict.Allowed => "allowed",
            EndpointVerdict.NotAllowed => "not allowed",
            _ => "not resolved",
        };
        var facts = new List<string> { $"{verdict}: {decision.Reason}" };
        if (decision.Accepted is { } accepted) facts.Add($"accepts {(accepted.IsEmpty ? "no CRM data" : string.Join(", ", accepted))}");
        if (decision.Jurisdiction is { } jurisdiction) facts.Add("jurisdiction " + jurisdiction);
        if (decision.Kind != EndpointKind.Service) facts.Add("kind " + decision.Kind.ToString().ToLowerInvariant());
        return string.Join("; ", facts);
    }

    /// <summary>The texts in this method that the endpoint is made of, and where callers hand theirs in.</summary>
    private ImmutableArray<string> TextOrigin() =>
    [
        .. rules.Flows.Inspected
            .Where(i => i.Result is { Texts.IsEmpty: false })
            .SelectMany(i => i.Result!.Texts.Select(text => $"line {LineOf(i.At.ToLocation())}: {(i.Target is null ? i.Text : $"'{i.Target}'")} is {ShowText(text)}"))
            .Distinct(StringComparer.Ordinal)
            .Take(200),
    ];

    private ImmutableArray<ExplainedValue> Values()
    {
        var found = new Dictionary<string, ExplainedValue>(StringComparer.Ordinal);
        foreach (var value in onLine.SelectMany(i => i.Inputs.Add(i.Result ?? new InspectedValue("", ""))))
        {
            if (value.Label.Length == 0) continue;
            var explained = new ExplainedValue(value.Label, value.TypeName)
            {
                Data = [.. value.Data.GroupBy(flow => flow.Source.Site).Select(Explain)],
                Answers = [.. value.Answers.Select(ShowAnswer).Distinct(StringComparer.Ordinal)],
                Texts = [.. value.Texts.Where(text => text.Text.Display != "{…}").Select(ShowText).Distinct(StringComparer.Ordinal)],
            };
            // The same code may stand for several values: a variable, and what is handed on of it.
            if (!found.TryGetValue(value.Label, out var known) || known.Data.Sum(d => d.Fields.Length) + known.Answers.Length < explained.Answers.Length + explained.Data.Sum(d => d.Fields.Length)) found[value.Label] = explained;
        }

        return [.. found.Values.Where(value => !value.Data.IsEmpty || !value.Answers.IsEmpty || !IsSelfEvident(value))];
    }

    // A literal shows what it is.
    private static bool IsSelfEvident(ExplainedValue value) => value.Label[0] is '\'' or (>= '0' and <= '9') || value.Label is "this" or "true" or "false" or "null";

    private ExplainedData Explain(IGrouping<Flow.Values.CodeLocation, TaintFlow> flows)
    {
        var shortest = flows.OrderBy(flow => flow.Steps.Length).ThenBy(flow => flow.Source.DisplayName, StringComparer.Ordinal).First();
        return new ExplainedData(
            [.. flows.Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            flows.Key.ToLocation(),
            [.. shortest.Steps.Select(step => new PathStep(step.At.ToLocation(), step.Message, step.Kind, step.NestingLevel))]);
    }

    private string NameOf(TaintFlow flow) =>
        (classifier.Classify(flow.Source)?.ToString() ?? $"{flow.Source.DisplayName} (public by the configuration)") + (flow.IsPseudonymised ? ", pseudonymised" : "");

    private static string ShowAnswer(TaintFlow answer)
    {
        var asked = answer.Endpoints.IsEmpty ? "a service" : string.Join(" or ", answer.Endpoints.Select(text => text.Exact == ModelAnswer.Platform ? "a model of the platform" : Shorten(text.Display)));
        return $"what {asked} answered, at {FileNameOf(answer.Source.Site.Tree.FilePath)}:{LineOf(answer.Source.Site.ToLocation())}";
    }

    private static string ShowText(InspectedText text)
    {
        var shown = text.Text.Exact is { } exact ? $"'{Shorten(exact)}'" : $"'{Shorten(text.Text.Display)}', where {text.Text.Reason ?? "part of it is not known"}";
        return text.Steps.IsEmpty ? shown : $"{shown}, handed in {string.Join(", then ", text.Steps.Select(step => $"at {FileNameOf(step.At.Tree.FilePath)}:{LineOf(step.At.ToLocation())}"))}";
    }

    private IEnumerable<string> Notes()
    {
        foreach (var call in onLine.Where(i => i.Effect == InspectedEffect.CallsUnmodelled).DistinctBy(i => i.Callee, StringComparer.Ordinal))
            yield return $"Nothing is known of {call.Callee}: what goes into it is taken to come out. A model can tell better, see docs/models.md.";
        foreach (var call in onLine.Where(i => i.Effect == InspectedEffect.CallsSanitizer).DistinctBy(i => i.Model, StringComparer.Ordinal))
            yield return $"'{call.Model}' is a sanitizer: what it returns is taken to hold no CRM data.";
        foreach (var notification in report.Notifications.Where(n => n.Location is { } at && at.Path == line.Path && n.IsIncomplete)) yield return notification.Message;
        foreach (var method in rules.Flows.CutShort.Where(method => onLine.Any(i => ReferenceEquals(i.Method, method)))) yield return $"{method.Signature} is too large to be followed in full, so this may not be all.";
    }

    private bool IsHere(Location location) => location.Path == line.Path && location.Start.Line == line.Line;

    private static string FileNameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string LineOf(Location location) => FormattableString.Invariant($"{location.Start.Line + 1}");

    private static string Shorten(string text) => EndpointValue.Shown(text) is var shown && shown.Length <= 200 ? shown : shown[..200] + "…";
}
