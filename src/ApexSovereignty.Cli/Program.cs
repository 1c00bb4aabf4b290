using System.Runtime.InteropServices;
using ApexSovereignty.Cli.Analysis;
using ApexSovereignty.Cli.Files;

namespace ApexSovereignty.Cli;

internal static class Program
{
    // What is between two looks at the cancellation, as a large report that is being written, is given up after this time.
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(500);

    // SIGXFSZ, on Linux as on macOS.
    private const int FileSizeExceeded = 25;

    // A write beyond the largest file that is allowed fails like one to a full disk, rather than end the process with files half-written.
    // Never given up: a signal that waits to be handled when the run ends would end it as if nobody had asked for it.
    private static PosixSignalRegistration? fileSizeLimit;

    public static int Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        var stopped = ExitCode.Cancelled;
        using var deadline = new Timer(_ => GiveUp());
        // The first signal ends the run in order, with nothing half-written; a second one ends it at once.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        if (!OperatingSystem.IsWindows()) fileSizeLimit = PosixSignalRegistration.Create((PosixSignal)FileSizeExceeded, context => context.Cancel = true);
        var code = CommandLineApp.Run(args, CliEnvironment.OfProcess(), new AnalysisRunner([new RulesAnalyzer()]), cancellation.Token);
        return code == ExitCode.Cancelled ? stopped : code;

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            if (!context.Cancel) return;
            if (context.Signal == PosixSignal.SIGTERM) stopped = ExitCode.Terminated;
            deadline.Change(patience, Timeout.InfiniteTimeSpan);
            cancellation.Cancel();
        }

        void GiveUp()
        {
            WholeFile.DeleteUnfinished();
            Console.Error.WriteLine(CommandLineApp.CancelledMessage);
            Environment.Exit(stopped);
        }
    }
}
