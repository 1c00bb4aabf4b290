using System.Reflection;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Architecture.Tests;

/// <summary>References run one way, along the way of the data from bytes to reports.</summary>
public sealed class LayerTests
{
    private const string Prefix = "ApexSovereignty.";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ApexSovereignty.Syntax"] = [],
        ["ApexSovereignty.Metadata"] = [],
        ["ApexSovereignty.Semantics"] = ["Syntax", "Metadata"],
        ["ApexSovereignty.Flow"] = ["Syntax", "Metadata", "Semantics"],
        ["ApexSovereignty.Rules"] = ["Syntax", "Metadata", "Semantics", "Flow"],
        ["ApexSovereignty.Reporting"] = ["Syntax"],
        ["apexsov"] = ["Syntax", "Metadata", "Semantics", "Flow", "Rules", "Reporting"],
    };

    private static readonly string[] Layers = [.. Allowed.Keys];

    [TestCaseSource(nameof(Layers))]
    public void ReferencesRunOneWay(string layer)
    {
        var references = Assembly.Load(layer).GetReferencedAssemblies().Select(reference => reference.Name!);
        references.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Except(Allowed[layer].Select(name => Prefix + name)).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Layers))]
    public void ParserAndReportLibrariesStayInTheirLayer(string layer)
    {
        var references = Assembly.Load(layer).GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
        if (layer != "ApexSovereignty.Syntax") references.ShouldNotContain("Antlr4.Runtime.Standard");
        if (layer != "ApexSovereignty.Reporting") references.ShouldNotContain(name => name == "Sarif" || name == "Newtonsoft.Json" || name.StartsWith("Spectre.", StringComparison.Ordinal));
        if (layer != "apexsov") references.ShouldNotContain("System.CommandLine");
    }

    // An assembly of that name would stand in the way of the SDK's, which is named so.
    [TestCaseSource(nameof(Layers))]
    public void NoAssemblyIsNamedAsTheSarifSdk(string layer) => Assembly.Load(layer).GetName().Name!.ToUpperInvariant().ShouldNotBe("SARIF");

    [TestCase("ApexSovereignty.Syntax", "Antlr4.")]
    [TestCase("ApexSovereignty.Reporting", "Microsoft.CodeAnalysis.Sarif")]
    [TestCase("ApexSovereignty.Reporting", "Newtonsoft.Json")]
    [TestCase("ApexSovereignty.Reporting", "Spectre.Console")]
    public void PublicTypesDoNotShowTheLibrary(string layer, string library)
    {
        foreach (var type in Assembly.Load(layer).GetExportedTypes())
            PublicSurface.TypesOf(type).Where(used => used.FullName?.StartsWith(library, StringComparison.Ordinal) == true).ShouldBeEmpty(type.FullName);
    }

    [TestCaseSource(nameof(Layers))]
    public void NoTypeIsNamedByWhatItIsNot(string layer) =>
        Assembly.Load(layer).GetTypes()
            .Where(type => type.Namespace?.StartsWith(Prefix, StringComparison.Ordinal) == true && !type.Namespace.Contains(".Generated", StringComparison.Ordinal) && !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => type.Name.EndsWith("Helper", StringComparison.Ordinal) || type.Name.EndsWith("Helpers", StringComparison.Ordinal) || type.Name.EndsWith("Manager", StringComparison.Ordinal) || type.Name.EndsWith("Util", StringComparison.Ordinal) || type.Name.EndsWith("Utils", StringComparison.Ordinal) || type.Name.EndsWith("Utilities", StringComparison.Ordinal))
            .ShouldBeEmpty();
}

/// <summary>The types that users of a type see.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> TypesOf(Type type)
    {
        var used = new List<Type?> { type.BaseType };
        used.AddRange(type.GetInterfaces());
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Where(IsVisible))
        {
            used.AddRange(method.GetParameters().Select(parameter => parameter.ParameterType));
            if (method is MethodInfo { ReturnType: var result }) used.Add(result);
        }

        used.AddRange(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => field.FieldType));
        return used.OfType<Type>().SelectMany(Parts);
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);
}
