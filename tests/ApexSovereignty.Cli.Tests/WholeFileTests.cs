using System.Text;
using ApexSovereignty.Cli.Files;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Cli.Tests;

public sealed class WholeFileTests
{
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("apexsov-whole-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    // What a stream keeps back is written when it is closed, and fails there again.
    [TestCase(28)]
    [TestCase(27)]
    [TestCase(unchecked((int)0x80070070))]
    public void AFullDiskLeavesTheOldFile(int fault)
    {
        File.WriteAllText(At("r.sarif"), "old");
        using (var file = WholeFile.Open("r.sarif", folder, path => new FullDisk(path, fault)))
            Should.Throw<UsageException>(() => file.Write(stream => stream.Write(new byte[100]))).Message.ShouldBe("'r.sarif' cannot be written: the disk or the share of it that may be used is full");
        File.ReadAllText(At("r.sarif")).ShouldBe("old");
        Directory.GetFileSystemEntries(folder).ShouldBe([At("r.sarif")]);
    }

    [Test]
    public void AFullDiskIsToldOfAtTheEndToo()
    {
        using (var file = WholeFile.Open("r.sarif", folder, path => new FullDisk(path, 28) { TakesWrites = true }))
        {
            file.Write(stream => stream.Write(new byte[100]));
            Should.Throw<UsageException>(file.Publish).Message.ShouldContain("is full");
        }

        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Test]
    public void AnotherFaultNamesTheFileOfTheUser()
    {
        using var file = WholeFile.Open("r.sarif", folder, path => new FullDisk(path, 5));
        Should.Throw<UsageException>(() => file.Write(stream => stream.Write(new byte[100]))).Message.ShouldBe("'r.sarif' cannot be written: Input/output error");
    }

    [Test]
    public void WhereALinkLeadsIsWritten()
    {
        Directory.CreateDirectory(At("shared"));
        File.WriteAllText(At("shared/real.sarif"), "old");
        File.CreateSymbolicLink(At("r.sarif"), Path.Combine("shared", "real.sarif"));
        using (var file = WholeFile.Open("r.sarif", folder))
        {
            file.Write(stream => stream.Write(Encoding.UTF8.GetBytes("new")));
            file.Publish();
        }

        File.ReadAllText(At("shared/real.sarif")).ShouldBe("new");
        new FileInfo(At("r.sarif")).LinkTarget.ShouldNotBeNull();
        Directory.GetFiles(At("shared")).Length.ShouldBe(1);
    }

    private string At(string path) => Path.Combine(folder, path);

    /// <summary>A file on a disk that takes no more.</summary>
    private sealed class FullDisk(string path, int fault) : MemoryStream
    {
        private readonly FileStream file = new(path, FileMode.CreateNew);

        public bool TakesWrites { get; init; }

        public override void Write(byte[] buffer, int offset, int count) => Refuse();

        public override void Write(ReadOnlySpan<byte> buffer) => Refuse();

        public override void Flush() => Refuse();

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            if (disposing) throw Fault();
        }

        private void Refuse()
        {
            if (!TakesWrites) throw Fault();
        }

        private IOException Fault() => new($"Input/output error : '{path}'", fault);
    }
}
