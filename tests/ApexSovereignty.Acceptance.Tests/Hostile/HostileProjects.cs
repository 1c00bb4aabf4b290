using System.Globalization;
using System.Text;

namespace ApexSovereignty.Acceptance.Tests.Hostile;

/// <summary>Projects that are too large, too deep or too twisted, each by name.</summary>
internal static class HostileProjects
{
    /// <summary>File names and texts of each project.</summary>
    public static IReadOnlyDictionary<string, Func<IEnumerable<(string Name, string Text)>>> All { get; } = new Dictionary<string, Func<IEnumerable<(string, string)>>>(StringComparer.Ordinal)
    {
        ["5,000 nested parentheses"] = () => One($"Integer i = {Repeat("(", 5_000)}1{Repeat(")", 5_000)};"),
        ["100,000 open parentheses"] = () => One($"Integer i = {Repeat("(", 100_000)}"),
        ["5,000 nested blocks"] = () => One(Repeat("if (a) { ", 5_000) + Repeat("}", 5_000)),
        ["5,000 nested type arguments"] = () => One($"{Repeat("List<", 5_000)}Integer{Repeat(">", 5_000)} x = null;"),
        ["5,000 branches of one if"] = () => One(Lines(5_000, n => $"if (i == {n}) {{ s += c.Email; }} else ") + "{ }"),
        ["5,000 conditions one after the other"] = () => One(Lines(5_000, n => $"if (i == {n}) {{ s += c.Email; }}") + "System.debug(s);"),
        ["100 nested loops"] = () => One(Lines(100, n => $"for (Integer i{n} = 0; i{n} < 9; i{n}++) {{ s = t + c.Email; t = s;") + Repeat("}", 100) + "System.debug(s);"),
        ["200 nested try statements"] = () => One(Lines(200, _ => "try { s += c.Email; work(s);") + Lines(200, n => $"}} catch (Exception e{n}) {{ t += e{n}.getMessage(); }} finally {{ s += t; }}") + "System.debug(s);"),
        ["20,000 lines in one method"] = () => One(Lines(20_000, n => (n % 4) switch
        {
            0 => "s = s + c.Email;",
            1 => $"Integer v{n} = {n};",
            2 => "t = work(s);",
            _ => "m.put('k" + Text(n) + "', t);",
        }) + "System.debug(m);"),
        ["20,000 operands"] = () => One("s = " + string.Join(" + ", Enumerable.Repeat("c.Email", 20_000)) + ";\nSystem.debug(s);"),
        ["10,000 entries in a map"] = () => One("Map<String, Object> all = new Map<String, Object>{\n" + string.Join(",\n", Enumerable.Range(0, 10_000).Select(n => $"'key{Text(n)}' => c.Email")) + "};\nSystem.debug(all);"),
        ["10,000 elements in a list"] = () => One("List<Object> all = new List<Object>{\n" + string.Join(",\n", Enumerable.Range(0, 10_000).Select(n => $"c.Email + {Text(n)}")) + "};\nSystem.debug(all);"),
        ["a string of 2,000,000 characters"] = () => One($"s = '{Repeat("abcdefghij", 200_000)}';\nSystem.debug(s);"),
        ["5,000 calls in a chain"] = () => One("String r = new Hostile().self()" + Repeat("\n.self()", 5_000) + ".toString(); System.debug(r);"),
        ["2,000 fields in a path"] = () => One("Hostile h = new Hostile(); Object o = h" + Repeat(".next", 2_000) + ".text; System.debug(o);"),
        ["a list that holds itself"] = () => One("Hostile h = new Hostile(); h.next = h; h.text = c.Email; while (h != null) { Hostile n = new Hostile(); n.next = h; n.text = h.next.text + n.text; h = n; }\nSystem.debug(JSON.serialize(h));"),
        ["3,000 sections of a switch"] = () => One("switch on i {\n" + Lines(3_000, n => $"when {n} {{ s += c.Email; }}") + "}\nSystem.debug(s);"),
        ["1,000 fields in a query"] = () => One("Account q = [SELECT " + string.Join(", ", Enumerable.Range(0, 1_000).Select(n => $"F{Text(n)}__c")) + " FROM Account LIMIT 1];\nSystem.debug(q);"),
        ["recursion without end"] = () => [("Endless.cls", "public class Endless { public static String a(String s) { return a(s + 'x') + b(s); } static String b(String s) { return a(b(s)); } public void run(Contact c) { System.debug(a(c.Email)); } }")],
        ["300 methods that call each other"] = () => [("Circle.cls", "public class Circle {\n" + Lines(300, n => $"static String m{n}(String s) {{ if (s == null) {{ return m{(n + 7) % 300}(s + 'a'); }} return m{(n + 1) % 300}(s) + m{(n * 13 + 5) % 300}(s); }}") + "public void run(Contact c) { System.debug(m0(c.Email)); }\n}")],
        ["2,000 methods in a chain"] = () => [("Chain.cls", "public class Chain {\n" + Lines(2_000, n => $"static String m{n}(String s) {{ return m{n + 1}(s); }}") + "static String m2000(String s) { System.debug(s); return s; }\npublic void run(Contact c) { m0(c.Email); }\n}")],
        ["500 levels of inheritance"] = () => Enumerable.Range(0, 500).Select(n => ($"L{Text(n)}.cls", $"public virtual class L{Text(n)} {(n == 0 ? "" : "extends L" + Text(n - 1))} {{ public {(n == 0 ? "virtual" : "override")} String run(String s) {{ return {(n == 0 ? "s" : "super.run(s)")} + {Text(n)}; }} }}")).Append(("Use.cls", "public class Use { public void run(L0 l, Contact c) { System.debug(l.run(c.Email)); } }")),
        ["1,000 overrides of one method"] = () => Enumerable.Range(0, 1_000).Select(n => ($"O{Text(n)}.cls", $"public class O{Text(n)} implements Work {{ public String run(String s) {{ Work w = new O{Text((n + 1) % 1_000)}(); return w.run(s) + {Text(n)}; }} }}")).Append(("Work.cls", "public interface Work { String run(String s); }")).Append(("Use.cls", "public class Use { public void run(Work w, Contact c) { System.debug(w.run(c.Email)); } }")),
        ["40 handlers that put maps into one map"] = () =>
        [
            ("Handler.cls", "public interface Handler { void handle(Map<String, Object> context); }"),
            ("Registry.cls", "public class Registry {\nstatic Map<String, Handler> all = new Map<String, Handler>{" + string.Join(", ", Enumerable.Range(0, 40).Select(n => $"'{Text(n)}' => new H{Text(n)}()")) + "};\npublic static Handler get(String key) { return all.get(key); }\n}"),
            .. Enumerable.Range(0, 40).Select(n => ($"H{Text(n)}.cls", $$"""
                public class H{{Text(n)}} implements Handler {
                    private Map<String, Object> kept = new Map<String, Object>();
                    public void handle(Map<String, Object> context) {
                        kept.put('k{{Text(n)}}', context.get('c'));
                        context.put('k{{Text(n)}}', kept);
                        context.put('in{{Text(n)}}', new Map<String, Object>{ 'x' => context.get('k{{Text((n + 1) % 40)}}'), 'y' => context });
                        Handler next = Registry.get((String) context.get('next'));
                        if (next != null) { next.handle(context); }
                    }
                }
                """)),
        ],
        ["40 iterators around iterators"] = () =>
        [
            ("Pages.cls", """
                public abstract class Pages {
                    public String token, first, second, third;
                    public Map<String, String> params;
                    public Parent owner;
                    public abstract List<Object> page();
                    public abstract void fetch();
                    protected void load(String path) {
                        System.debug(path + token); System.debug(first + owner.token); System.debug(second + params.get(third));
                        HttpRequest r = new HttpRequest(); r.setEndpoint(path + first + owner.token); r.setBody(params.get(second)); r.setHeader('a', token); new Http().send(r);
                    }
                    public class Parent { public String token; public Pages child; }
                    public abstract class Walk {
                        private Iterator<Object> inner;
                        private Pages pages;
                        protected Walk(Pages pages) { this.inner = pages.page().iterator(); this.pages = pages; }
                        protected Object advance() {
                            if (inner.hasNext()) { return inner.next(); }
                            pages.fetch();
                            inner = pages.page().iterator();
                            return inner.next();
                        }
                    }
                }
                """),
            .. Enumerable.Range(0, 40).Select(n => ($"P{Text(n)}.cls", $$"""
                public class P{{Text(n)}} extends Pages {
                    public String own{{Text(n)}};
                    public override List<Object> page() { List<Object> all = new List<Object>(); all.add(new W(this)); all.add(own{{Text(n)}}); return all; }
                    public override void fetch() { load('/p{{Text(n)}}/' + own{{Text(n)}} + owner.child.token); owner.child.fetch(); }
                    public class W extends Pages.Walk implements Iterator<Object> {
                        public W(P{{Text(n)}} p) { super(p); }
                        public Object next() { return advance(); }
                        public Boolean hasNext() { return true; }
                    }
                }
                """)),
        ],
        ["inheritance in a circle"] = () => [("A.cls", "public virtual class A extends B { public virtual String run(String s) { return super.run(s); } public class In extends In { } }"), ("B.cls", "public virtual class B extends C implements I { public virtual String run(String s) { System.debug(s); return s; } }"), ("C.cls", "public virtual class C extends A { }"), ("Me.cls", "public class Me extends Me { void run(Contact c) { this.run(c); super.run(c); new A().run(c.Email); } }"), ("I.cls", "public interface I extends J { }"), ("J.cls", "public interface J extends I { }")],
        ["one name for all"] = () => [("X.cls", "public class X { X x; X x(X x) { return x.x(x).x; } public class X { X x = new X(); } static X X { get { return X.X; } } }"), ("Y.cls", "public class X { public X x; }"), ("String.cls", "public class String { public String valueOf(Object o) { return null; } }")],
        ["200 triggers of one object"] = () => Enumerable.Range(0, 200).Select(n => ($"T{Text(n)}.trigger", $"trigger T{Text(n)} on Contact (before insert) {{ for (Contact c : Trigger.new) {{ c.Description = c.Email; update c; }} }}")),
    };

    private static IEnumerable<(string Name, string Text)> One(string body) =>
    [
        ("Hostile.cls", $$"""
            public class Hostile {
                public Hostile next;
                public String text;
                public Hostile self() { return this; }
                static String work(String s) { return s; }
                public void run(Contact c, Integer i, Boolean a) {
                    String s = '', t = '';
                    Map<String, Object> m = new Map<String, Object>();
                    {{body}}
                }
            }
            """),
    ];

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    internal static string Lines(int count, Func<int, FormattableString> line) => string.Concat(Enumerable.Range(0, count).Select(n => FormattableString.Invariant(line(n)) + "\n"));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(n => line(n) + "\n"));

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
