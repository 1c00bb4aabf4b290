using System.Diagnostics;

namespace ApexSovereignty.Benchmarks;

/// <summary>What each phase took, in the order in which phases were first run.</summary>
internal sealed class PhaseMeter
{
    private readonly List<Phase> phases = [];

    public IReadOnlyList<Phase> Phases => phases;

    /// <summary>Runs a phase on a thread with a deep stack; what it takes is added to what it took before.</summary>
    public T Measure<T>(string name, Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var (processor, clock, bytes) = (process.TotalProcessorTime, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
        var result = DeepStack.Run(work);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        var elapsed = Stopwatch.GetElapsedTime(clock);
        process.Refresh();
        var phase = phases.Find(known => known.Name == name);
        if (phase is null) phases.Add(phase = new Phase(name));
        phase.Processor += process.TotalProcessorTime - processor;
        phase.Elapsed += elapsed;
        phase.AllocatedBytes += bytes;
        return result;
    }
}

/// <summary>A phase and what it took.</summary>
internal sealed class Phase(string name)
{
    public string Name { get; } = name;

    /// <summary>Time of all processors, the just-in-time compiler and the garbage collector included.</summary>
    public TimeSpan Processor { get; set; }

    public TimeSpan Elapsed { get; set; }

    public long AllocatedBytes { get; set; }
}
