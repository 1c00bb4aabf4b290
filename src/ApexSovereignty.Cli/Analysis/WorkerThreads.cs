using System.Runtime.ExceptionServices;

namespace ApexSovereignty.Cli.Analysis;

/// <summary>Runs independent pieces of work on threads whose stack is large enough for deeply nested code.</summary>
internal static class WorkerThreads
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>Runs the work for 0 to <paramref name="count"/> - 1 and waits for it; fails with the failure of the lowest index.</summary>
    public static void Run(int count, int jobs, Action<int> work, CancellationToken cancellation)
    {
        var next = -1;
        var failures = new ExceptionDispatchInfo?[count];
        var stop = false;
        var threads = new Thread[Math.Clamp(jobs, 1, Math.Max(1, count))];
        for (var t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(Work, StackBytes) { IsBackground = true };
            threads[t].Start();
        }

        foreach (var thread in threads) thread.Join();
        cancellation.ThrowIfCancellationRequested();
        Array.Find(failures, failure => failure is not null)?.Throw();

        void Work()
        {
            while (!Volatile.Read(ref stop) && !cancellation.IsCancellationRequested)
            {
                var i = Interlocked.Increment(ref next);
                if (i >= count) return;
                try
                {
                    work(i);
                }
                catch (Exception exception)
                {
                    failures[i] = ExceptionDispatchInfo.Capture(exception);
                    Volatile.Write(ref stop, value: true);
                }
            }
        }
    }
}
