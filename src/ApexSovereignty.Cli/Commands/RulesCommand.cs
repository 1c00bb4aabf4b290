using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApexSovereignty.Rules.Catalogue;
using ApexSovereignty.Rules.Policies;

namespace ApexSovereignty.Cli.Commands;

/// <summary><c>apexsov rules</c>: the catalogue.</summary>
internal static class RulesCommand
{
    private static readonly string[] Formats = ["text", "json", "md"];

    public static Command Create(CliEnvironment environment)
    {
        var format = new Option<string>("--format") { Description = "Format: " + string.Join(", ", Formats) + ".", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON Schema of apexsov.json instead." };
        var command = new Command("rules", "List the rules that this version finds.") { format, schema };
        command.SetAction(parsed =>
        {
            using var writer = environment.CreateWriter();
            writer.Write(parsed.GetValue(schema) ? PolicySchema.ToJson() : parsed.GetValue(format) switch
            {
                "text" => Text(),
                "json" => Json(),
                "md" => Markdown(),
                var other => throw new UsageException($"--format does not know '{other}': it takes {string.Join(", ", Formats)}"),
            });
            return ExitCode.Success;
        });
        return command;
    }

    private static string Text()
    {
        var text = new StringBuilder("Rule     Level    Severity  Title\n");
        foreach (var rule in RuleCatalogue.Enabled)
            text.Append(CultureInfo.InvariantCulture, $"{rule.Id}  {rule.DefaultSeverity.ToString().ToLowerInvariant(),-7}  {rule.SecuritySeverity?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",8}  {rule.Title}\n");
        return text.Append("\nRun 'apexsov explain RULE' for the manual page of a rule.\n").ToString();
    }

    private static string Markdown()
    {
        var text = new StringBuilder("| rule | title | default | severity | CWE | OWASP LLM |\n|---|---|---|---:|---|---|\n");
        foreach (var rule in RuleCatalogue.Enabled)
        {
            var cwe = string.Join(", ", rule.Cwe.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Title} | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {rule.SecuritySeverity?.ToString("0.0", CultureInfo.InvariantCulture)} | {cwe} | {string.Join(", ", rule.OwaspLlm)} |\n");
        }

        return text.ToString();
    }

    private static string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var rule in RuleCatalogue.Enabled)
            {
                json.WriteStartObject();
                json.WriteString("id", rule.Id);
                json.WriteString("name", rule.Name);
                json.WriteString("title", rule.Title);
                json.WriteString("description", rule.FullDescription);
                json.WriteString("level", rule.DefaultSeverity.ToString().ToLowerInvariant());
                if (rule.SecuritySeverity is { } severity) json.WriteNumber("securitySeverity", severity);
                json.WriteString("precision", rule.Precision);
                json.WriteStartArray("cwe");
                foreach (var number in rule.Cwe) json.WriteNumberValue(number);
                json.WriteEndArray();
                json.WriteStartArray("owaspLlm");
                foreach (var id in rule.OwaspLlm) json.WriteStringValue(id);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
