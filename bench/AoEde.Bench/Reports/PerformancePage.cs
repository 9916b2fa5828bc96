using System.Text;
using AoEde.Bench.Contenders;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>docs/explanation/performance.md, from a result: nobody copies figures by hand.</summary>
internal static class PerformancePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="plot">Name of the plot beside it.</param>
    public static string Of(BenchResult result, string plot)
    {
        var m = result.Machine;
        var text = new StringBuilder();
        text.Append($"""
            # Performance

            Written by `make bench` from what it measured: change the bench, not this page. Where the time goes, and what was tried, is in
            [where the time goes](where-the-time-goes.md).

            ## The machine

            {m.Processor}, {m.Cpus} CPUs, {m.MemoryGibibytes} GiB, kernel {m.Kernel}, .NET {m.Runtime}; load average {m.Load:F1} when the
            session began. {result.Rounds} rounds of {result.Seconds} s for each contender in each row, after a warm-up of 0.2 s each.

            ## How it is measured

            Every contender serves over a virtual cable (veth) of its own between two network namespaces, at MTU 1500 for requests up to 1 KiB and
            at MTU 9000 above. All run on CPU 1; the load generator has CPU 0, keeps its requests on the way by memory rings that it never sleeps
            on, and sends again after 200 ms what was not answered. The contenders of a row take turns in every round, and a stopped contender
            costs the others nothing. A figure is the median of the rounds in which other work took no more than 10 % of either CPU; a row is
            marked `!` where there were fewer than three such rounds, and `~` where the rounds lie more than 15 % apart: read those with care.

            The limit is a *reflector*: it answers as a target does, from the same rings, but has no storage and never sleeps. On a virtual cable
            the sender's CPU also pays for the copy into the receiver's ring, so the limit is that of the pair. vblade is Debian's, with `-b 64`;
            with `-s` on `ext4`, `loop` and `direct`, where AoEde's acknowledgement also means that the data is stable, and with `-d` on `direct`.
            `writebehind` is AoEde with `cache.writeBehind: On` and vblade without `-s`: neither has stored what it acknowledges.


            """);
        WriteCaveats(text, result);
        WriteGoals(text, result);
        text.Append($"## All rows\n\n![Requests per second as a share of the limit]({plot})\n\n");
        WriteRows(text, result);
        return text.ToString();
    }

    private static void WriteCaveats(StringBuilder text, BenchResult result)
    {
        var caveats = Caveats.Of(result);
        if (caveats.Count == 0)
            return;
        text.Append("## What this session is not\n\n");
        foreach (var caveat in caveats)
            text.Append($"- {caveat}\n");
        text.Append('\n');
    }

    private static void WriteGoals(StringBuilder text, BenchResult result)
    {
        text.Append("## What we want of it\n\n| Figure | Wanted | Seen | |\n|---|---|---|---|\n");
        foreach (var goal in Goals.Of(result))
            text.Append($"| {goal.What} | {goal.Wanted} | {goal.Seen} | {goal.Verdict} |\n");
        text.Append("\nIn brackets is the row that is furthest from the bound.\n\n");
    }

    private static void WriteRows(StringBuilder text, BenchResult result)
    {
        text.Append(
            """
            A row is named after its request size, pattern, depth and what stands behind the target; `i8` are eight initiators, `targets` 256
            targets, `AoEde plain` one target that is not frozen. Latencies are in µs; CPU is µs of the contender's CPU for each request; to limit
            and to vblade are ratios of rates.

            | Row | Contender | kIOPS | MB/s | p50 | p99 | p99.9 | CPU | to limit | to vblade | |
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|

            """);
        foreach (var row in result.Rows)
        {
            foreach (var lane in row.Lanes)
                text.Append(Line(row, lane));
        }
    }

    private static string Line(RowResult row, LaneResult lane)
    {
        var s = lane.Summary;
        var name = lane == row.Lanes[0] ? row.Name : "";
        return $"| {name} | {lane.Contender} | {s.Iops / 1e3:F1} | {s.Iops * row.Row.Bytes / 1e6:F0} | {s.P50:F0} | {s.P99:F0} | {s.P999:F0} | "
            + $"{s.CpuMicroseconds:F1} | {RatioTo(row, lane, Contender.Limit)} | {RatioTo(row, lane, Contender.Vblade)} | {Notes(s)} |\n";
    }

    private static string RatioTo(RowResult row, LaneResult lane, string other) =>
        lane.Contender != other && row.Of(other) is { } theirs ? $"{Statistics.Ratio(lane.Summary.Iops, theirs.Iops):F2}" : "";

    private static string Notes(Summary s)
    {
        var marks = (s.IsDrifting ? "~" : "") + (s.IsDisturbed ? "!" : "");
        return marks + (s.Retransmissions > 0 ? $" {s.Retransmissions} sent again" : "") + (s.Failures > 0 ? $" {s.Failures} failed" : "");
    }
}
