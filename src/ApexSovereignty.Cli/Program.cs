using System.Runtime.InteropServices;
using ApexSovereignty.Cli.Analysis;

namespace ApexSovereignty.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        // The first Ctrl-C ends the run in order, with nothing half-written; a second one ends it at once.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return CommandLineApp.Run(args, CliEnvironment.OfProcess(), new AnalysisRunner([new RulesAnalyzer()]), cancellation.Token);

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
