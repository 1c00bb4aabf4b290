using BenchmarkDotNet.Running;

namespace ApexSovereignty.Benchmarks;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["counts", .. var folders]) return CountsCommand.Run(folders);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfiguration());
        return 0;
    }
}
