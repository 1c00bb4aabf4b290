using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests;

/// <summary>Broken, hostile and large code never stops or confuses the binder.</summary>
internal sealed class RobustnessTests
{
    private static List<string> BindAll(Compilation compilation)
    {
        var printed = new List<string>();
        foreach (var type in compilation.SourceTypes.Concat(compilation.Triggers))
            foreach (var method in compilation.GetMethodsWithBody(type))
                printed.Add(method.Signature + "\n" + Given.Print(compilation.GetBody(method)!));
        return printed;
    }

    [Test]
    public void Inheritance_cycles_are_cut()
    {
        var compilation = Given.Project
            .Source("public class A extends B { void run() { missing(); A x = (B) this; toString(); } }")
            .Source("public class B extends A { class N extends M.X {} class M extends N.X {} class S extends S {} }")
            .Source("public class C extends B implements I {}")
            .Source("public interface I extends J {}")
            .Source("public interface J extends I { void go(); }")
            .Source("public class Self extends Self { class Inner extends Self {} }")
            .Compile();
        BindAll(compilation).ShouldHaveSingleItem();
        foreach (var type in compilation.SourceTypes)
        {
            compilation.IsSubtypeOf(type, compilation.GetTypeByName("J")!).ShouldBe(type.Name is "C" or "I" or "J");
            type.GetMembers("nothing").ShouldBeEmpty();
        }

        ((INamedTypeSymbol)compilation.GetTypeByName("A")!).BaseType.ShouldBeNull();
        ((INamedTypeSymbol)compilation.GetTypeByName("C")!).BaseType!.Name.ShouldBe("B");
    }

    [Test]
    public void Of_duplicate_names_the_first_file_is_meant()
    {
        var compilation = Given.Project
            .Source("public class D { public static void one() {} class X {} class X { void in2() {} } void m() {} void m() {} }")
            .Source("public class D { public static void two() {} }")
            .Source("public class U { void run() { D.one(); D.two(); } }")
            .Compile();
        compilation.SourceTypes.Select(type => type.FullName).ShouldBe(["D", "D", "D.X", "D.X", "U"]);
        BindAll(compilation)[^1].ShouldBe("U.run()\n{D.one()}()\n{?D.two}()");
    }

    [Test]
    public void Long_chains_of_calls_and_operators_bind()
    {
        var calls = string.Concat(Enumerable.Repeat(".add('x')", 2000));
        var sum = string.Join(" + ", Enumerable.Range(0, 20_000).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var compilation = Given.Project
            .Source($"public class Chain {{ Chain add(String s) {{ return this; }} Object run() {{ Integer n = {sum}; return new Chain(){calls}; }} }}")
            .Compile();
        var bodies = 0;
        var thread = new Thread(() => bodies = BindCount(compilation), 64 * 1024 * 1024);
        thread.Start();
        thread.Join();
        bodies.ShouldBe(2);
        compilation.Statistics.CallsToProject.ShouldBe(2000);
    }

    private static int BindCount(Compilation compilation)
    {
        var count = 0;
        foreach (var type in compilation.SourceTypes)
            foreach (var method in compilation.GetMethodsWithBody(type))
                if (compilation.GetBody(method) is not null) count++;
        return count;
    }

    [Test]
    public void Doubling_constants_do_not_fill_the_memory()
    {
        var fields = string.Concat(Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"static final String C{i} = C{i - 1} + C{i - 1}; ")));
        var compilation = Given.Project.Source($"public class K {{ static final String C0 = 'abcdefgh'; {fields} String run() {{ return C60 + C3; }} }}").Compile();
        BindAll(compilation)[^1].ShouldStartWith("K.run()\nreturn String({K.C60} + {K.C3}='abcdefgh");
    }

    [Test]
    public void Results_do_not_depend_on_threads_or_the_order_of_files()
    {
        string[] sources =
        [
            "public class A { public static final String X = B.Y + 'a'; void run(Thing__c t) { t.Some__c = X; t.owner__r.name = B.Y; Zed.unknown(t.SOME__c); for (Thing__c c : t.Kids__r) { c.some__C = [SELECT Some__c, Extra__r.Zip__c FROM thing__C LIMIT 1].Some__c; } } }",
            "public class B { public static final String Y = 'b'; public static final String L = A.X + M; static final String M = L + 'm'; void run(THING__C t) { t.some__c = L + A.X; t.Owner__r.Name = M; t.Kids__r.size(); } }",
        ];
        var expected = BindAll(Compile(sources));
        for (var round = 0; round < 20; round++)
        {
            var compilation = Compile(round % 2 == 0 ? sources : [.. sources]);
            var methods = compilation.SourceTypes.SelectMany(type => compilation.GetMethodsWithBody(type)).ToArray();
            var printed = new string[methods.Length];
            Parallel.For(0, methods.Length, i =>
            {
                var index = round % 2 == 0 ? i : methods.Length - 1 - i;
                printed[index] = methods[index].Signature + "\n" + Given.Print(compilation.GetBody(methods[index])!);
            });
            printed.ShouldBe(expected);
        }

        static Compilation Compile(string[] sources)
        {
            var given = Given.Project;
            foreach (var source in sources) given.Source(source);
            return given.Compile();
        }
    }

    [Test]
    public void Code_that_does_not_parse_still_binds_around_the_fault()
    {
        var compilation = Given.Project.Broken("public class Q { void a() { String s = ; s.trim(); } void b(String s) { s.trim(); } ").Compile();
        BindAll(compilation).Last(text => text.StartsWith("Q.b", StringComparison.Ordinal)).ShouldBe("Q.b(String)\ns.{String.trim()}()");
    }
}
