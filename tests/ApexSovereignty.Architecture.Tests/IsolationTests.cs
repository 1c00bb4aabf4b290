using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Architecture.Tests;

/// <summary>Only the command line knows disk, clock, network and environment: all else depends on its arguments alone.</summary>
public sealed class IsolationTests
{
    private static readonly string[] PureLayers = ["ApexSovereignty.Syntax", "ApexSovereignty.Metadata", "ApexSovereignty.Semantics", "ApexSovereignty.Flow", "ApexSovereignty.Rules", "ApexSovereignty.Reporting"];

    private static readonly string[] AllLayers = [.. PureLayers, "apexsov"];

    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream", "System.IO.FileSystemWatcher", "System.IO.DriveInfo",
        "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Random", "System.TimeZoneInfo",
    ];

    private static readonly string[] OutsideMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.IO.Path.GetFullPath",
        "System.Globalization.CultureInfo.get_CurrentCulture", "System.Globalization.CultureInfo.get_CurrentUICulture",
    ];

    [TestCaseSource(nameof(PureLayers))]
    public void PureLayersUseNothingOutside(string layer)
    {
        foreach (var (type, member) in MembersUsedBy(layer))
        {
            var name = type + "." + member;
            if (IsHarmless(layer, type, member)) continue;
            Outside.ShouldNotContain(type, name);
            OutsideMembers.ShouldNotContain(name);
            type.ShouldNotStartWith("System.Net.", Case.Sensitive, name);
            type.ShouldNotBe("System.Environment", name);
        }
    }

    [TestCaseSource(nameof(AllLayers))]
    public void NothingIsLeftUnwritten(string layer) =>
        MembersUsedBy(layer).Select(used => used.Type).ShouldNotContain("System.NotImplementedException");

    [TestCaseSource(nameof(AllLayers))]
    public void NothingTalksToTheNetwork(string layer) =>
        MembersUsedBy(layer).Where(used => used.Type.StartsWith("System.Net.", StringComparison.Ordinal) && !IsHarmless(layer, used.Type, used.Member)).ShouldBeEmpty();

    [TestCaseSource(nameof(AllLayers))]
    public void StaticFieldsAreNotPublicAndMutable(string layer) =>
        Assembly.Load(layer).GetTypes()
            .Where(type => type.Namespace?.Contains(".Generated", StringComparison.Ordinal) != true && !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral)
            .Select(field => field.DeclaringType!.FullName + "." + field.Name)
            .ShouldBeEmpty();

    // A check that sees nothing would pass for ever.
    [Test]
    public void TheCommandLineIsSeenToUseTheDisk()
    {
        var used = MembersUsedBy("apexsov");
        used.ShouldContain(("System.IO.File", "ReadAllBytes"));
        used.ShouldContain(("System.Environment", "get_CurrentDirectory"));
    }

    private static bool IsHarmless(string layer, string type, string member) => (type, member) switch
    {
        // Iterators that the compiler makes ask for the number of their thread.
        ("System.Environment", "get_CurrentManagedThreadId") => true,
        // Addresses are read as text; nothing is connected to.
        ("System.Net.IPAddress" or "System.Net.IPNetwork", _) => true,
        // Generated constructors offer the console as a default that nobody takes.
        ("System.Console", "get_Out" or "get_Error") => layer == "ApexSovereignty.Syntax",
        _ => false,
    };

    private static List<(string Type, string Member)> MembersUsedBy(string layer)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(layer).Location));
        var metadata = file.GetMetadataReader();
        var used = new List<(string, string)>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            used.Add((metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name), metadata.GetString(member.Name)));
        }

        return used;
    }
}
