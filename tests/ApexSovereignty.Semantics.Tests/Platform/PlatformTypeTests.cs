using System.Globalization;
using ApexSovereignty.Semantics.Platform;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Semantics.Tests.Platform;

public class PlatformTypeTests
{
    [TestCase("System", "HttpRequest", "void setBody(String)")]
    [TestCase("system", "HTTPREQUEST", "void setEndpoint(String)")]
    [TestCase("System", "String", "static String valueOf(Object)")]
    [TestCase("System", "String", "String substringBefore(String)")]
    [TestCase("System", "String", "static String format(String,List<Object>)")]
    [TestCase("System", "List", "void add(T)")]
    [TestCase("System", "Map", "Set<K> keySet()")]
    [TestCase("System", "Map", "V get(K)")]
    [TestCase("System", "JSON", "static String serialize(Object)")]
    [TestCase("System", "System", "static void debug(Object)")]
    [TestCase("System", "SObject", "Object get(String)")]
    [TestCase("System", "Exception", "String getMessage()")]
    [TestCase("System", "Object", "String toString()")]
    [TestCase("System", "Trigger", "static Boolean isBefore")]
    [TestCase("System", "Database", "static List<SObject> query(String)")]
    [TestCase("System", "LoggingLevel", "static LoggingLevel ERROR")]
    [TestCase("System", "LoggingLevel", "static LoggingLevel valueOf(String)")]
    [TestCase("Database", "Batchable", "void execute(Database.BatchableContext,List<T>)")]
    [TestCase("Messaging", "SingleEmailMessage", "void setPlainTextBody(String)")]
    [TestCase("Messaging", "InboundEmail", "List<Messaging.InboundEmail.Header> headers")]
    [TestCase("Schema", "SObjectType", "Schema.DescribeSObjectResult getDescribe()")]
    [TestCase("Dom", "Document", "Dom.XmlNode getRootElement()")]
    [TestCase("Cache", "Org", "static void put(String,Object)")]
    [TestCase("EventBus", "TriggerContext", "static EventBus.TriggerContext currentContext()")]
    public void Member_is_declared(string ns, string name, string member)
    {
        var type = PlatformTable.Default.FindType(ns, name).ShouldNotBeNull();

        type.Members.Select(Show).ShouldContain(member);
    }

    [Test]
    public void Generic_type_carries_its_parameters_and_interfaces()
    {
        var list = PlatformTable.Default.FindType("System", "List").ShouldNotBeNull();

        list.TypeParameters.ShouldBe(["T"]);
        list.Interfaces.ShouldBe(["Iterable<T>"]);
        list.Kind.ShouldBe(PlatformTypeKind.Class);
    }

    [Test]
    public void Base_type_of_an_exception_is_the_exception_class() =>
        PlatformTable.Default.FindType("System", "DmlException").ShouldNotBeNull().BaseType.ShouldBe("Exception");

    [TestCase("System", "NoSuchType")]
    [TestCase("NoSuchNamespace", "String")]
    [TestCase("System", "")]
    public void Unknown_type_is_null(string ns, string name) => PlatformTable.Default.FindType(ns, name).ShouldBeNull();

    [TestCase("connectapi", true)]
    [TestCase("AIPLATFORM", true)]
    [TestCase("fflib", false)]
    public void Namespace_is_known(string name, bool expected) => PlatformTable.Default.HasNamespace(name).ShouldBe(expected);

    [Test]
    public void Every_type_parses_and_names_only_declared_types()
    {
        var table = PlatformTable.Default;
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (ns, name) in table.TypeNames)
        {
            var type = table.FindType(ns, name).ShouldNotBeNull();
            var own = type.TypeParameters;
            var named = type.Members.SelectMany(m => m.ParameterTypes.Append(m.Type)).Concat(type.Interfaces);
            if (type.BaseType is not null)
                named = named.Append(type.BaseType);
            foreach (var word in named.SelectMany(n => n.Split('<', '>', ',')).Where(w => w.Length > 0))
            {
                if (word != "void" && !own.Contains(word, StringComparer.Ordinal) && !IsDeclared(table, word))
                    unknown.Add(string.Create(CultureInfo.InvariantCulture, $"{type.SignatureName}: {word}"));
            }
        }

        unknown.ShouldBeEmpty();
    }

    private static bool IsDeclared(PlatformTable table, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return table.FindType("System", name) is not null
            || table.FindObject(name) is not null
            || (dot > 0 && table.FindType(name[..dot], name[(dot + 1)..]) is not null);
    }

    private static string Show(PlatformMember member) =>
        (member.IsStatic ? "static " : "") + member.Type + " " + member.Name
        + (member.Kind is PlatformMemberKind.Method or PlatformMemberKind.Constructor ? "(" + string.Join(',', member.ParameterTypes) + ")" : "");
}
