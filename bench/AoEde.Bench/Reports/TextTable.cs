using System.Text;
using AoEde.Bench.Contenders;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>The table as text, a line for each contender of each row.</summary>
internal static class TextTable
{
    public const string Legend =
        "kIOPS medians; limit, vblade: ratio to theirs; cpu: µs of one CPU for each request; ~ rounds differ by more than 15 %; "
        + "! other work took more than 10 % of the CPU; idle: the generator's, in %";

    public static string Header { get; } =
        $"{"row",-30}{"contender",-13}{"kIOPS",8}{"MB/s",8}{"p50",8}{"p99",8}{"p99.9",8}{"cpu",7}{"limit",8}{"vblade",8}{"idle",6}  notes";

    public static string Of(RowResult row)
    {
        var text = new StringBuilder();
        foreach (var lane in row.Lanes)
            text.AppendLine(Line(row, lane));
        return text.ToString();
    }

    private static string Line(RowResult row, LaneResult lane)
    {
        var s = lane.Summary;
        return $"{row.Name,-30}{lane.Contender,-13}{s.Iops / 1e3,8:F1}{s.Iops * row.Row.Bytes / 1e6,8:F0}{s.P50,8:F0}{s.P99,8:F0}{s.P999,8:F0}"
            + $"{s.CpuMicroseconds,7:F1}{RatioTo(row, lane, Contender.Limit),8}{RatioTo(row, lane, Contender.Vblade),8}{s.GeneratorIdle * 100,6:F0}  {Notes(s)}";
    }

    private static string RatioTo(RowResult row, LaneResult lane, string other) =>
        lane.Contender != other && row.Of(other) is { } theirs ? $"{Statistics.Ratio(lane.Summary.Iops, theirs.Iops):F2}" : "";

    private static string Notes(Summary s) => string.Join(' ', new[]
    {
        s.IsDrifting ? "~" : "",
        s.IsDisturbed ? "!" : "",
        s.Retransmissions > 0 ? $"{s.Retransmissions} retransmitted" : "",
        s.Failures > 0 ? $"{s.Failures} FAILED" : "",
        s.Fairness < 0.995 ? $"fairness {s.Fairness:F2}" : "",
    }.Where(note => note.Length > 0));
}
