using ApexSovereignty.Diagnostics;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Text;

namespace ApexSovereignty.Reporting.Tests;

/// <summary>A report with results of every sort, over two small classes.</summary>
internal static class SampleReport
{
    public const string AdvisorPath = "force-app/main/default/classes/Loan Advisor.cls";
    public const string BuilderPath = "force-app/main/default/classes/PromptBuilder.cls";

    public static readonly SourceText Advisor = new(AdvisorPath, """
        public with sharing class LoanAdvisor {
            public static String ask(Id contactId) {
                Contact applicant = [SELECT SSN__c, Email FROM Contact WHERE Id = :contactId];
                String prompt = new PromptBuilder(applicant).build();
                HttpRequest request = new HttpRequest();
                request.setEndpoint('https://api.openai.com/v1/chat/completions');
                request.setBody(JSON.serialize(new Map<String, Object>{ 'model' => 'gpt', 'messages' => new List<String>{ prompt, 'Answer in one sentence, and be polite.' } }));
                System.debug(prompt);
                return new Http().send(request).getBody();
            }
        }

        """.ReplaceLineEndings("\n"));

    public static readonly SourceText Builder = new(BuilderPath, """
        public with sharing class PromptBuilder {
        	private final Contact person;
        	public PromptBuilder(Contact person) { this.person = person; }
        	public String build() {
        		return 'Assess ' + person.SSN__c;
        	}
        }

        """.ReplaceLineEndings("\n"));

    public static SourceText? Source(string path) => path == AdvisorPath ? Advisor : path == BuilderPath ? Builder : null;

    public static ScanReport Empty { get; } = new()
    {
        ToolVersion = "0.1.0",
        Rules = RuleCatalogue.Enabled,
        Manual = RuleManual.Read,
        Counts = new ScanCounts(2, 18, 2, 0),
        Source = Source,
    };

    public static ScanReport Full { get; } = Empty with
    {
        Results = [new ScanResult(Debug), new ScanResult(Prompt), new ScanResult(Unresolved), new ScanResult(Debug) { Suppression = new ResultSuppression(At(Advisor, "System.debug"), "only in sandboxes") }],
        Notifications =
        [
            new ScanNotification(NotificationKind.FileNotParsed, DiagnosticSeverity.Warning, "Unexpected 'clas'; the rest of the file is analysed.", Location.At("force-app/main/default/classes/Broken.cls", 2, 4)),
            new ScanNotification(NotificationKind.Project, DiagnosticSeverity.Note, "No source matched in 0 of 2 files.", Location: null),
        ],
        Repository = new RepositoryProvenance(new Uri("https://git.example/bank/crm"), "4f4c9e1d3922dbaa1ba9a4f4c9e1d3922dbaa1ba", "main"),
        PolicyHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        UndecidedEndpoints = 3,
        Elapsed = TimeSpan.FromMilliseconds(1234),
    };

    public static Diagnostic Prompt => new(
        RuleCatalogue.Get(RuleIds.CrmDataInLlmPrompt),
        DiagnosticSeverity.Error,
        "Contact.SSN__c (PII) is sent in a prompt to 'https://api.openai.com/v1/chat/completions' (OpenAI, US), which no entry of the policy allows.",
        At(Advisor, "request.setBody(JSON.serialize(new Map<String, Object>{ 'model' => 'gpt', 'messages' => new List<String>{ prompt, 'Answer in one sentence, and be polite.' } }))"))
    {
        Path =
        [
            new PathStep(At(Advisor, "[SELECT SSN__c, Email FROM Contact WHERE Id = :contactId]"), "Contact.SSN__c is read", PathStepKind.Source, 1),
            new PathStep(At(Advisor, "applicant", 1), "passed to PromptBuilder.PromptBuilder as 'person'", PathStepKind.Call, 1),
            new PathStep(At(Builder, "this.person = person"), "stored in this.person", PathStepKind.Flow, 2),
            new PathStep(At(Builder, "'Assess ' + person.SSN__c"), "joined into a text", PathStepKind.Flow, 2),
            new PathStep(At(Advisor, "new PromptBuilder(applicant).build()"), "returned from PromptBuilder.build", PathStepKind.Return, 1),
            new PathStep(At(Advisor, "request.setBody"), "sent to https://api.openai.com/v1/chat/completions", PathStepKind.Sink, 1),
        ],
        Related = [new RelatedLocation(At(Advisor, "SSN__c"), "the field"), new RelatedLocation(At(Advisor, "'https://api.openai.com/v1/chat/completions'"), "the endpoint")],
        Advice = "Send the prompt through an endpoint inside the boundary, or mask Contact.SSN__c before it is joined into the prompt.",
        Endpoint = "https://api.openai.com/v1/chat/completions",
        Fields = ["Contact.SSN__c (PII)"],
        IdentityText = "LoanAdvisor.ask|Contact.SSN__c|HttpRequest.setBody|https://api.openai.com/v1/chat/completions",
    };

    public static Diagnostic Debug => new(
        RuleCatalogue.Get(RuleIds.CrmDataInSystemDebug),
        DiagnosticSeverity.Error,
        "Contact.SSN__c (PII) is written to the debug log.",
        At(Advisor, "System.debug(prompt)"))
    {
        Path = [new PathStep(At(Advisor, "[SELECT SSN__c"), "Contact.SSN__c is read", PathStepKind.Source, 1), new PathStep(At(Advisor, "System.debug(prompt)"), "written to the debug log", PathStepKind.Sink, 1)],
        Fields = ["Contact.SSN__c (PII)"],
        IdentityText = "LoanAdvisor.ask|Contact.SSN__c|System.debug",
    };

    public static Diagnostic Unresolved => new(
        RuleCatalogue.Get(RuleIds.EndpointUnresolved),
        DiagnosticSeverity.Warning,
        "The endpoint cannot be determined: it comes from a parameter of an entry point.",
        At(Builder, "person.SSN__c"));

    public static Location At(SourceText text, string part, int occurrence = 0)
    {
        var position = -1;
        for (var i = 0; i <= occurrence; i++) position = text.Content.IndexOf(part, position + 1, StringComparison.Ordinal);
        return position < 0 ? throw new ArgumentException("Not in the text: " + part, nameof(part)) : Location.Create(text, new TextSpan(position, part.Length));
    }

    /// <summary>As many results as one wants, with paths longer than are shown.</summary>
    public static ScanReport Large(int count, int steps) => Empty with
    {
        Results = [.. Enumerable.Range(0, count).Select(i => new ScanResult(Prompt with
        {
            IdentityText = FormattableString.Invariant($"flow {i}"),
            Path = [.. Enumerable.Range(0, steps).Select(n => new PathStep(At(Builder, "person.SSN__c"), FormattableString.Invariant($"step {n}"), n == 0 ? PathStepKind.Source : n == steps - 1 ? PathStepKind.Sink : PathStepKind.Flow, 1 + (n % 3)))],
        }))],
    };
}
