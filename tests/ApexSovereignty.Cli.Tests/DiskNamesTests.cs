using ApexSovereignty.Cli.Files;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class DiskNamesTests
{
    private static readonly string[] disk = ["/Users", "/Users/ada", "/Users/ada/Bank", "/Users/ada/Bank/Advice.cls", "/Users/ada/Bank/README.md"];

    [TestCase("/users/ADA/bank/advice.CLS", "/Users/ada/Bank/Advice.cls")]
    [TestCase("/Users/ada/Bank/Advice.cls", "/Users/ada/Bank/Advice.cls")]
    [TestCase("/users", "/Users")]
    [TestCase("/", "/")]
    public void NamesAreSpelledAsOnADiskThatTakesAnyLetters(string written, string expected) =>
        Spell(written, StringComparer.OrdinalIgnoreCase).ShouldBe(expected.Replace('/', Path.DirectorySeparatorChar));

    [Test]
    public void ADiskThatTellsLettersApartIsNotListed()
    {
        var path = Native("/Users/ada/Bank/Advice.cls");
        DiskNames.AsOnDisk(path, asked => disk.Select(Native).Contains(asked, StringComparer.Ordinal), _ => throw new InvalidOperationException("listed")).ShouldBe(path);
    }

    [Test]
    public void AFolderThatIsClosedKeepsItsName() =>
        DiskNames.AsOnDisk(Native("/users/ada"), _ => true, _ => throw new UnauthorizedAccessException()).ShouldBe(Native("/users/ada"));

    private static string Spell(string written, StringComparer comparer) => DiskNames.AsOnDisk(
        Native(written),
        asked => disk.Select(Native).Contains(asked, comparer),
        folder => disk.Select(Native).Where(entry => entry.Length > folder.Length && Path.GetDirectoryName(entry)!.Equals(folder, StringComparison.OrdinalIgnoreCase)).Select(entry => Path.GetFileName(entry)));

    private static string Native(string path) => path.Replace('/', Path.DirectorySeparatorChar);
}
