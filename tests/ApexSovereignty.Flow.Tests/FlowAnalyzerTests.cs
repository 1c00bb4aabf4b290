using ApexSovereignty.Flow.ControlFlow;
using ApexSovereignty.Metadata;
using ApexSovereignty.Semantics;
using ApexSovereignty.Syntax;
using ApexSovereignty.Text;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Flow.Tests;

public sealed class FlowAnalyzerTests
{
    [Test]
    public void A_loop_has_a_header_and_its_variable_a_phi()
    {
        var graph = Graph("public class A { public static String go(List<String> items) { String all = ''; for (String item : items) { all += item; } return all; } }");
        graph.Blocks.Count(b => b.IsLoopHeader).ShouldBe(1);
        var phi = graph.Blocks.Single(b => b.IsLoopHeader).Instructions.OfType<PhiInstruction>().Single(p => p.Variable == "all");
        phi.Operands.Count.ShouldBe(2);
    }

    [Test]
    public void Code_behind_a_return_is_not_in_the_graph()
    {
        var graph = Graph("public class A { public static Integer go() { return 1; } }");
        graph.Blocks.Length.ShouldBe(1);
        graph.Blocks[0].Instructions.OfType<ReturnInstruction>().First().Value.IsNone.ShouldBeFalse();
    }

    [Test]
    public void A_selected_field_reaches_the_log_through_a_helper()
    {
        var flow = Analyze(Leak, jobs: 1).Flows.Single();
        flow.Source.DisplayName.ShouldBe("Contact.Email");
        flow.Kind.ShouldBe("debug");
        flow.Steps[0].Message.ShouldBe("Contact.Email is selected");
        flow.Steps[^1].Message.ShouldBe("leaves through System.debug");
    }

    [Test]
    public void A_sanitizer_of_the_options_ends_the_flow() =>
        Analyze(Leak, jobs: 1, "A.wrap").Flows.ShouldBeEmpty();

    [Test]
    public void What_passes_through_a_static_field_says_so()
    {
        var flow = Analyze("public class A { static Map<String, Lead> kept = new Map<String, Lead>(); public static void keep(Id i) { Lead row = [SELECT Id, Company FROM Lead WHERE Id = :i]; kept.put('one', row); } public static void show() { System.debug(kept.get('one').Company); } }", jobs: 1).Flows.Single();
        flow.Steps.Select(s => s.Message).ShouldBe(["Lead.Company is selected", "stored in A.kept", "Lead.Company is read", "leaves through System.debug"]);
    }

    [Test]
    public void Results_do_not_depend_on_threads() =>
        Print(Analyze(Leak, jobs: 8)).ShouldBe(Print(Analyze(Leak, jobs: 1)));

    private const string Leak = "public class A { static String wrap(String s) { return '<' + s + '>'; } public static void go(Id i) { Contact c = [SELECT Id, Email FROM Contact WHERE Id = :i]; System.debug(wrap(c.Email)); } }";

    private static string Print(FlowResult result) =>
        string.Join('\n', result.Flows.Select(f => $"{f.Source.DisplayName} {f.Carrier.ToLocation()} {string.Join(" | ", f.Steps.Select(s => $"{s.At.ToLocation()} {s.Message}"))}"));

    private static FlowResult Analyze(string source, int jobs, params string[] sanitizers) =>
        FlowAnalyzer.Analyze(Compile(source), new FlowOptions { Jobs = jobs, Sanitizers = [.. sanitizers] });

    private static ControlFlowGraph Graph(string source)
    {
        var compilation = Compile(source);
        var method = compilation.GetMethodsWithBody(compilation.SourceTypes.Single()).Single();
        return ControlFlowGraph.Create(method, compilation.GetBody(method)!, compilation);
    }

    private static Compilation Compile(string source) =>
        CompilationFactory.Create([SyntaxTree.Parse(new SourceText("A.cls", source))], ProjectModel.Empty);
}
