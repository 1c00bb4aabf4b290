using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace ApexSovereignty.Benchmarks;

/// <summary>Lines of Apex that a benchmark gets through in a second, by the median.</summary>
internal sealed class LinesPerSecondColumn : IColumn
{
    private static readonly Lazy<long> s_lines = new(() => BenchmarkInput.Load(BenchmarkInput.Folders()).Sum(project => project.Lines));

    public string Id => nameof(LinesPerSecondColumn);

    public string ColumnName => "Lines/s";

    public string Legend => "Lines of Apex per second, by the median";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? (s_lines.Value / (statistics.Median / 1e9)).ToString("N0", CultureInfo.InvariantCulture)
            : "NA";
}
