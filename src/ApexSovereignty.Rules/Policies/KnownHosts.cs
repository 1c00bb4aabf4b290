using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>A well-known service on the internet.</summary>
/// <param name="Pattern">Its host; <c>*</c> stands within one label, <c>**.</c> for any labels at the front or none.</param>
/// <param name="Service">Its name for a reader.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Jurisdiction">Where it processes data unless the customer chose otherwise, or null where that is the customer's choice or not known.</param>
public sealed record KnownHost(string Pattern, string Service, EndpointKind Kind, string? Jurisdiction);

/// <summary>
/// The hosts of language models, monitoring and middleware that real Apex calls. A policy's own entry always goes before.
/// </summary>
public static class KnownHosts
{
    private const string Us = "US", Eu = "EU", Cn = "CN";

    /// <summary>The table; the first match counts.</summary>
    public static ImmutableArray<KnownHost> All { get; } =
    [
        new("api.salesforce.com", "Salesforce Models API", EndpointKind.Llm, null),
        new("eu.api.openai.com", "OpenAI (EU)", EndpointKind.Llm, Eu),
        new("**.openai.com", "OpenAI", EndpointKind.Llm, Us),
        new("*.openai.azure.com", "Azure OpenAI", EndpointKind.Llm, null),
        new("*.services.ai.azure.com", "Azure AI Foundry", EndpointKind.Llm, null),
        new("*.*.inference.ai.azure.com", "Azure AI inference", EndpointKind.Llm, null),
        new("*.cognitiveservices.azure.com", "Azure AI services", EndpointKind.Llm, null),
        new("models.inference.ai.azure.com", "GitHub Models", EndpointKind.Llm, Us),
        new("models.github.ai", "GitHub Models", EndpointKind.Llm, Us),
        new("api.anthropic.com", "Anthropic", EndpointKind.Llm, Us),
        new("generativelanguage.googleapis.com", "Google Gemini", EndpointKind.Llm, Us),
        new("*-aiplatform.googleapis.com", "Google Vertex AI", EndpointKind.Llm, null),
        new("aiplatform.googleapis.com", "Google Vertex AI", EndpointKind.Llm, null),
        new("**.aiplatform.googleapis.com", "Google Vertex AI", EndpointKind.Llm, null),
        new("dialogflow.googleapis.com", "Google Dialogflow", EndpointKind.Llm, Us),
        new("language.googleapis.com", "Google Natural Language", EndpointKind.Llm, Us),
        new("bedrock-runtime.*.amazonaws.com", "Amazon Bedrock", EndpointKind.Llm, null),
        new("bedrock-runtime-fips.*.amazonaws.com", "Amazon Bedrock", EndpointKind.Llm, null),
        new("bedrock-agent-runtime.*.amazonaws.com", "Amazon Bedrock agents", EndpointKind.Llm, null),
        new("runtime.sagemaker.*.amazonaws.com", "Amazon SageMaker", EndpointKind.Llm, null),
        new("comprehend.*.amazonaws.com", "Amazon Comprehend", EndpointKind.Llm, null),
        new("api.mistral.ai", "Mistral AI", EndpointKind.Llm, Eu),
        new("codestral.mistral.ai", "Mistral AI", EndpointKind.Llm, Eu),
        new("api.aleph-alpha.com", "Aleph Alpha", EndpointKind.Llm, Eu),
        new("api.cohere.ai", "Cohere", EndpointKind.Llm, Us),
        new("api.cohere.com", "Cohere", EndpointKind.Llm, Us),
        new("api-inference.huggingface.co", "Hugging Face", EndpointKind.Llm, Us),
        new("router.huggingface.co", "Hugging Face", EndpointKind.Llm, Us),
        new("*.*.endpoints.huggingface.cloud", "Hugging Face endpoints", EndpointKind.Llm, null),
        new("*.*.*.endpoints.huggingface.cloud", "Hugging Face endpoints", EndpointKind.Llm, null),
        new("api.groq.com", "Groq", EndpointKind.Llm, Us),
        new("api.perplexity.ai", "Perplexity", EndpointKind.Llm, Us),
        new("api.deepseek.com", "DeepSeek", EndpointKind.Llm, Cn),
        new("api.together.xyz", "Together AI", EndpointKind.Llm, Us),
        new("api.together.ai", "Together AI", EndpointKind.Llm, Us),
        new("openrouter.ai", "OpenRouter", EndpointKind.Llm, Us),
        new("api.x.ai", "xAI", EndpointKind.Llm, Us),
        new("api.fireworks.ai", "Fireworks AI", EndpointKind.Llm, Us),
        new("api.replicate.com", "Replicate", EndpointKind.Llm, Us),
        new("api.ai21.com", "AI21 Labs", EndpointKind.Llm, null),
        new("api.cerebras.ai", "Cerebras", EndpointKind.Llm, Us),
        new("api.sambanova.ai", "SambaNova", EndpointKind.Llm, Us),
        new("api.stability.ai", "Stability AI", EndpointKind.Llm, null),
        new("api.writer.com", "Writer", EndpointKind.Llm, Us),
        new("api.voyageai.com", "Voyage AI", EndpointKind.Llm, Us),
        new("api.moonshot.cn", "Moonshot AI", EndpointKind.Llm, Cn),
        new("open.bigmodel.cn", "Zhipu AI", EndpointKind.Llm, Cn),
        new("dashscope.aliyuncs.com", "Alibaba Model Studio", EndpointKind.Llm, Cn),
        new("dashscope-intl.aliyuncs.com", "Alibaba Model Studio", EndpointKind.Llm, "SG"),
        new("*.ml.cloud.ibm.com", "IBM watsonx", EndpointKind.Llm, null),
        new("api.nlpcloud.io", "NLP Cloud", EndpointKind.Llm, null),
        new("integrate.api.nvidia.com", "NVIDIA NIM", EndpointKind.Llm, Us),
        new("api.deepinfra.com", "DeepInfra", EndpointKind.Llm, Us),
        new("api.elevenlabs.io", "ElevenLabs", EndpointKind.Llm, Us),
        new("api.assemblyai.com", "AssemblyAI", EndpointKind.Llm, Us),
        new("api.einstein.ai", "Salesforce Einstein", EndpointKind.Llm, null),

        new("**.datadoghq.com", "Datadog", EndpointKind.Monitoring, Us),
        new("**.datadoghq.eu", "Datadog (EU)", EndpointKind.Monitoring, Eu),
        new("**.ddog-gov.com", "Datadog", EndpointKind.Monitoring, Us),
        new("**.de.sentry.io", "Sentry (EU)", EndpointKind.Monitoring, Eu),
        new("**.sentry.io", "Sentry", EndpointKind.Monitoring, Us),
        new("**.splunkcloud.com", "Splunk", EndpointKind.Monitoring, null),
        new("**.splunk.com", "Splunk", EndpointKind.Monitoring, Us),
        new("**.signalfx.com", "Splunk Observability", EndpointKind.Monitoring, null),
        new("**.eu.newrelic.com", "New Relic (EU)", EndpointKind.Monitoring, Eu),
        new("**.eu01.nr-data.net", "New Relic (EU)", EndpointKind.Monitoring, Eu),
        new("**.newrelic.com", "New Relic", EndpointKind.Monitoring, Us),
        new("**.nr-data.net", "New Relic", EndpointKind.Monitoring, Us),
        new("**.loggly.com", "Loggly", EndpointKind.Monitoring, Us),
        new("**.logdna.com", "LogDNA", EndpointKind.Monitoring, Us),
        new("**.papertrailapp.com", "Papertrail", EndpointKind.Monitoring, Us),
        new("**.sumologic.com", "Sumo Logic", EndpointKind.Monitoring, null),
        new("**.honeycomb.io", "Honeycomb", EndpointKind.Monitoring, Us),
        new("**.rollbar.com", "Rollbar", EndpointKind.Monitoring, Us),
        new("**.bugsnag.com", "BugSnag", EndpointKind.Monitoring, Us),
        new("**.raygun.com", "Raygun", EndpointKind.Monitoring, null),
        new("**.airbrake.io", "Airbrake", EndpointKind.Monitoring, Us),
        new("**.pagerduty.com", "PagerDuty", EndpointKind.Monitoring, Us),
        new("**.opsgenie.com", "Opsgenie", EndpointKind.Monitoring, null),
        new("**.logz.io", "Logz.io", EndpointKind.Monitoring, null),
        new("**.logtail.com", "Better Stack", EndpointKind.Monitoring, null),
        new("**.betterstackdata.com", "Better Stack", EndpointKind.Monitoring, null),
        new("**.grafana.net", "Grafana Cloud", EndpointKind.Monitoring, null),
        new("**.dynatrace.com", "Dynatrace", EndpointKind.Monitoring, null),
        new("**.elastic-cloud.com", "Elastic Cloud", EndpointKind.Monitoring, null),
        new("**.elastic.co", "Elastic", EndpointKind.Monitoring, null),
        new("**.coralogix.com", "Coralogix", EndpointKind.Monitoring, null),
        new("logs.*.amazonaws.com", "Amazon CloudWatch Logs", EndpointKind.Monitoring, null),
        new("**.ods.opinsights.azure.com", "Azure Monitor", EndpointKind.Monitoring, null),
        new("**.ingest.monitor.azure.com", "Azure Monitor", EndpointKind.Monitoring, null),
        new("**.applicationinsights.azure.com", "Azure Application Insights", EndpointKind.Monitoring, null),
        new("dc.services.visualstudio.com", "Azure Application Insights", EndpointKind.Monitoring, null),
        new("logging.googleapis.com", "Google Cloud Logging", EndpointKind.Monitoring, null),
        new("**.google-analytics.com", "Google Analytics", EndpointKind.Monitoring, Us),
        new("**.segment.io", "Segment", EndpointKind.Monitoring, Us),
        new("**.segment.com", "Segment", EndpointKind.Monitoring, Us),
        new("**.mixpanel.com", "Mixpanel", EndpointKind.Monitoring, Us),
        new("api.eu.amplitude.com", "Amplitude (EU)", EndpointKind.Monitoring, Eu),
        new("**.amplitude.com", "Amplitude", EndpointKind.Monitoring, Us),
        new("hooks.slack.com", "Slack", EndpointKind.Monitoring, Us),
        new("**.slack.com", "Slack", EndpointKind.Monitoring, Us),
        new("**.webhook.office.com", "Microsoft Teams", EndpointKind.Monitoring, null),
        new("discord.com", "Discord", EndpointKind.Monitoring, Us),
        new("discordapp.com", "Discord", EndpointKind.Monitoring, Us),
        new("api.telegram.org", "Telegram", EndpointKind.Monitoring, null),

        new("hooks.zapier.com", "Zapier", EndpointKind.Middleware, Us),
        new("**.zapier.com", "Zapier", EndpointKind.Middleware, Us),
        new("hook.eu*.make.com", "Make (EU)", EndpointKind.Middleware, Eu),
        new("**.make.com", "Make", EndpointKind.Middleware, null),
        new("hook.integromat.com", "Make", EndpointKind.Middleware, null),
        new("eu1.anypoint.mulesoft.com", "MuleSoft Anypoint (EU)", EndpointKind.Middleware, Eu),
        new("**.anypoint.mulesoft.com", "MuleSoft Anypoint", EndpointKind.Middleware, Us),
        new("**.de-c1.eu1.cloudhub.io", "MuleSoft CloudHub (EU)", EndpointKind.Middleware, Eu),
        new("**.eu1.cloudhub.io", "MuleSoft CloudHub (EU)", EndpointKind.Middleware, Eu),
        new("**.cloudhub.io", "MuleSoft CloudHub", EndpointKind.Middleware, null),
        new("**.workato.com", "Workato", EndpointKind.Middleware, null),
        new("**.boomi.com", "Boomi", EndpointKind.Middleware, null),
        new("**.integrator.io", "Celigo", EndpointKind.Middleware, null),
        new("**.celigo.com", "Celigo", EndpointKind.Middleware, null),
        new("**.tray.io", "Tray.ai", EndpointKind.Middleware, null),
        new("**.snaplogic.com", "SnapLogic", EndpointKind.Middleware, null),
        new("**.informaticacloud.com", "Informatica", EndpointKind.Middleware, null),
        new("**.jitterbit.net", "Jitterbit", EndpointKind.Middleware, null),
        new("**.jitterbit.com", "Jitterbit", EndpointKind.Middleware, null),
        new("**.logic.azure.com", "Azure Logic Apps", EndpointKind.Middleware, null),
        new("**.n8n.cloud", "n8n", EndpointKind.Middleware, Eu),
        new("**.pipedream.net", "Pipedream", EndpointKind.Middleware, Us),
        new("maker.ifttt.com", "IFTTT", EndpointKind.Middleware, Us),
        new("webhook.site", "Webhook.site", EndpointKind.Middleware, null),
        new("**.requestcatcher.com", "RequestCatcher", EndpointKind.Middleware, null),
        new("**.ngrok.io", "ngrok", EndpointKind.Middleware, null),
        new("**.ngrok-free.app", "ngrok", EndpointKind.Middleware, null),
    ];

    private static readonly ImmutableArray<(KnownHost Host, Matcher Matcher)> Matchers = [.. All.Select(host => (host, new Matcher(host.Pattern)))];

    /// <summary>The first entry that a host matches, its jurisdiction narrowed by the region that the host names; or null.</summary>
    /// <param name="host">A host in lower case without port.</param>
    public static KnownHost? Find(string host)
    {
        var labels = host.Split('.');
        foreach (var (known, matcher) in Matchers)
            if (matcher.Matches(labels)) return known.Jurisdiction is null && CloudRegions.Find(host) is { } region ? known with { Jurisdiction = region } : known;
        return null;
    }

    private sealed class Matcher
    {
        private readonly bool anyBefore;
        private readonly Wildcard[] labels;

        public Matcher(string pattern)
        {
            anyBefore = pattern.StartsWith("**.", StringComparison.Ordinal);
            labels = [.. (anyBefore ? pattern[3..] : pattern).Split('.').Select(label => new Wildcard(label))];
        }

        public bool Matches(string[] host)
        {
            var before = host.Length - labels.Length;
            if (before < 0 || (before > 0 && !anyBefore)) return false;
            for (var i = 0; i < labels.Length; i++)
                if (!labels[i].Matches(host[before + i])) return false;
            return true;
        }
    }
}
