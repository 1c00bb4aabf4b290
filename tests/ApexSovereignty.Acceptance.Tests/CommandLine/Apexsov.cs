using System.Diagnostics;
using System.Text;

namespace ApexSovereignty.Acceptance.Tests.CommandLine;

/// <summary>What a run of the built tool gave.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Run(int ExitCode, string Output, string Error);

/// <summary>The built tool in a process of its own, in a folder of its own.</summary>
internal sealed class Apexsov : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "apexsov.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory("apexsov-accept-").FullName;

    public Apexsov With(string path, string content) => With(path, Utf8.GetBytes(content));

    public Apexsov With(string path, byte[] content)
    {
        var full = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public string At(string path) => Path.Combine(Folder, path);

    public byte[] Bytes(string path) => File.ReadAllBytes(At(path));

    /// <summary>Runs the tool in <see cref="Folder"/>.</summary>
    public Run Run(params string[] arguments) => RunIn(Folder, arguments);

    /// <summary>Runs the tool in a folder.</summary>
    public static Run RunIn(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        foreach (var argument in arguments.Prepend(Program).Prepend("exec")) start.ArgumentList.Add(argument);
        // Logs of a build must not colour what tests read.
        start.Environment.Remove("FORCE_COLOR");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("apexsov " + string.Join(' ', arguments) + " does not end.");
        }

        return new Run(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
