using System.Diagnostics.Metrics;
using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Hosting;
using AoEde.Engine.Wire;

namespace AoEde.Engine.Telemetry;

/// <summary>
/// The engine's counters as instruments of the meter <c>AoEde.Engine</c>. The pumps count with plain adds; everything here is
/// read when somebody asks, so that measuring costs a frame nothing. Counts begin anew when a target leaves an interface.
/// </summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "AoEde.Engine";

    private static readonly CommandKind[] Kinds = Enum.GetValues<CommandKind>();
    private static readonly CommandResult[] Results = Enum.GetValues<CommandResult>();
    private static readonly DropReason[] Reasons = [.. Enum.GetValues<DropReason>().Where(r => r != DropReason.None)];
    private static readonly DiskOperation[] Operations = Enum.GetValues<DiskOperation>();

    private readonly Meter _meter = new(MeterName);
    private readonly Func<IReadOnlyList<TargetRecord>> _targets;
    private readonly Func<IReadOnlyList<InterfacePump>> _pumps;

    public EngineMetrics(Func<IReadOnlyList<TargetRecord>> targets, Func<IReadOnlyList<InterfacePump>> pumps)
    {
        _targets = targets;
        _pumps = pumps;
        AddTargetState();
        AddRequests();
        AddDurations();
        AddInterfaces();
        AddFreezes();
    }

    public void Dispose() => _meter.Dispose();

    private void AddTargetState()
    {
        _meter.CreateObservableGauge("aoede_build_info", () => Value(1, ("version", typeof(EngineMetrics).Assembly.GetName().Version!.ToString(3))));
        _meter.CreateObservableGauge("aoede_target_info", () => PerTarget(r =>
            Value(1, ("target", r.Options.Name), ("address", r.Options.Address.ToString()), ("device_serial", r.Device?.Serial ?? ""))));
        _meter.CreateObservableGauge("aoede_target_size_bytes", () => PerTarget(r => Value(r.Device?.SizeBytes ?? 0, ("target", r.Options.Name))), "By");
        _meter.CreateObservableGauge("aoede_target_condition", () => _targets().SelectMany(Conditions));
        _meter.CreateObservableGauge("aoede_address_conflict", () => PerTarget(r => Value(r.ConflictHeardAt is null ? 0 : 1, ("target", r.Options.Name))));
        _meter.CreateObservableGauge("aoede_inflight_requests", () => PerTarget(r => Value(r.Target?.InFlight.Count ?? 0, ("target", r.Options.Name))));
        _meter.CreateObservableGauge("aoede_initiators", () => PerTarget(r => Value(r.Snapshot(_ => true).Initiators.Count, ("target", r.Options.Name))));
    }

    private void AddRequests()
    {
        _meter.CreateObservableCounter("aoede_requests_total", () => _targets().SelectMany(Requests));
        _meter.CreateObservableCounter("aoede_read_bytes_total", () => PerTarget(r => Sum(r, c => c.ReadBytes)), "By");
        _meter.CreateObservableCounter("aoede_written_bytes_total", () => PerTarget(r => Sum(r, c => c.WrittenBytes)), "By");
        _meter.CreateObservableCounter("aoede_cached_reads_total", () => PerTarget(r => Sum(r, c => c.CachedReads)));
        _meter.CreateObservableCounter("aoede_duplicate_requests_total", () => _targets().SelectMany(Duplicates));
        _meter.CreateObservableCounter("aoede_coalesced_reads_total", () => PerTarget(r => Sum(r, c => c.CoalescedReads)));
        _meter.CreateObservableCounter("aoede_crc_mismatches_total", () => PerTarget(r => Sum(r, c => c.BadChecksums)));
        _meter.CreateObservableCounter("aoede_ordered_requests_total", () => PerTarget(r => Sum(r, c => c.Waits)));
        _meter.CreateObservableCounter("aoede_device_errors_total", () => _targets().SelectMany(DeviceErrors));
        _meter.CreateObservableCounter("aoede_read_ahead_bytes_total", () => PerTarget(r => Value(r.Target?.Cache.Prefetcher?.Bytes ?? 0, ("target", r.Options.Name))), "By");
        _meter.CreateObservableGauge("aoede_unstable_bytes", () => PerTarget(r => Value(r.Target?.Cache.WriteBehind?.UnstableBytes ?? 0, ("target", r.Options.Name))), "By");
        _meter.CreateObservableCounter("aoede_lost_bytes_total", () => PerTarget(r => Value(r.Target?.Cache.WriteBehind?.LostBytes ?? 0, ("target", r.Options.Name))), "By");
    }

    private void AddFreezes()
    {
        _meter.CreateObservableGauge("aoede_freeze_active", () => PerFreeze(f => f.State is FreezeState.Freezing or FreezeState.Frozen ? 1 : 0));
        _meter.CreateObservableGauge("aoede_freeze_merging", () => PerFreeze(f => f.State == FreezeState.Merging ? 1 : 0));
        _meter.CreateObservableGauge("aoede_freeze_age_seconds", () => PerFreeze(f => f.AgeSeconds), "s");
        _meter.CreateObservableGauge("aoede_freeze_shadow_bytes", () => PerFreeze(f => f.Shadow.UsedBytes), "By");
        _meter.CreateObservableGauge("aoede_freeze_shadow_limit_bytes", () => PerTarget(r => Value(r.Options.Freeze.LimitBytes, ("target", r.Options.Name))), "By");
        _meter.CreateObservableGauge("aoede_freeze_merge_remaining_bytes", () => PerFreeze(f => f.MergeRemainingBytes), "By");
        _meter.CreateObservableGauge("aoede_freeze_merge_stalled", () => PerFreeze(f => f.Merger?.StalledBecause is null ? 0 : 1));
    }

    // 0 for a target that is thawed.
    private IEnumerable<Measurement<long>> PerFreeze(Func<TargetFreeze, long> value) =>
        PerTarget(r => Value(r.Freeze is { } freeze ? value(freeze) : 0, ("target", r.Options.Name)));

    private void AddDurations()
    {
        _meter.CreateObservableCounter("aoede_request_duration_seconds_bucket", () => _targets().SelectMany(Buckets));
        _meter.CreateObservableCounter("aoede_request_duration_seconds_sum", () => _targets().SelectMany(r => Operations.Select(o =>
            new Measurement<double>(Counters(r).Sum(c => c.Durations[(int)o].TotalSeconds), Tags(("target", r.Options.Name), ("command", Label(o)))))), "s");
        _meter.CreateObservableCounter("aoede_request_duration_seconds_count", () => _targets().SelectMany(r => Operations.Select(o =>
            Value(Counters(r).Sum(c => Total(c.Durations[(int)o])), ("target", r.Options.Name), ("command", Label(o))))));
    }

    private void AddInterfaces()
    {
        _meter.CreateObservableCounter("aoede_ring_frames_total", () => _pumps().SelectMany(p => new[]
        {
            Value(p.Received, ("interface", p.Options.InterfaceName), ("direction", "received")),
            Value(p.Transmitter.Sent, ("interface", p.Options.InterfaceName), ("direction", "sent")),
        }));
        _meter.CreateObservableCounter("aoede_ring_dropped_total", () => _pumps().Select(p => Value(p.RingStatistics.Dropped, ("interface", p.Options.InterfaceName))));
        _meter.CreateObservableCounter("aoede_ring_freezes_total", () => _pumps().Select(p => Value(p.RingStatistics.Freezes, ("interface", p.Options.InterfaceName))));
        _meter.CreateObservableCounter("aoede_frames_dropped_total", () => _pumps().SelectMany(p => Reasons.Select(reason =>
            Value(p.Drops[reason], ("interface", p.Options.InterfaceName), ("reason", reason.ToString())))));
        _meter.CreateObservableCounter("aoede_send_errors_total", () => _pumps().Select(p => Value(p.Transmitter.Errors, ("interface", p.Options.InterfaceName))));
    }

    private IEnumerable<Measurement<long>> PerTarget(Func<TargetRecord, Measurement<long>> measure) => _targets().Select(measure);

    private static IEnumerable<Measurement<long>> Requests(TargetRecord record)
    {
        var counters = Counters(record).ToArray();
        foreach (var kind in Kinds)
        {
            foreach (var result in Results)
            {
                yield return Value(
                    counters.Sum(c => c[kind, result]),
                    ("target", record.Options.Name), ("command", Label(kind)), ("result", Label(result)));
            }
        }
    }

    private static IEnumerable<Measurement<long>> Duplicates(TargetRecord record) =>
    [
        Duplicates(record, "merged", c => c.Duplicates),
        Duplicates(record, "acknowledged", c => c.AcknowledgedDuplicates),
        Duplicates(record, "ignored", c => c.IgnoredDuplicates),
        Duplicates(record, "skipped", c => c.SkippedDuplicates),
    ];

    private static Measurement<long> Duplicates(TargetRecord record, string action, Func<LaneCounters, long> counter) =>
        Value(Counters(record).Sum(counter), ("target", record.Options.Name), ("action", action));

    private static IEnumerable<Measurement<long>> Conditions(TargetRecord record)
    {
        foreach (var condition in record.Snapshot(_ => true).Conditions)
        {
            foreach (var state in Enum.GetValues<ConditionState>())
            {
                yield return Value(
                    condition.State == state ? 1 : 0,
                    ("target", record.Options.Name), ("type", condition.Type), ("status", state.ToString()));
            }
        }
    }

    private static IEnumerable<Measurement<long>> DeviceErrors(TargetRecord record)
    {
        foreach (var operation in Operations)
        {
            long errors = Counters(record).Sum(c => c.DeviceErrors[(int)operation]);
            int errno = Counters(record).Select(c => c.LastErrno[(int)operation]).FirstOrDefault(e => e != 0);
            yield return Value(
                errors, ("target", record.Options.Name), ("op", Label(operation)), ("errno", errno == 0 ? "" : Native.Errno.Name(errno)));
        }

        // Of write-behind: no request of an initiator has failed with it, but acknowledged ones may be lost.
        if (record.Target?.Cache.WriteBehind is { } behind)
            yield return Value(behind.Failures, ("target", record.Options.Name), ("op", "sync"), ("errno", ""));
    }

    // Cumulative, as Prometheus wants them: each bucket counts all that took at most its bound.
    private static IEnumerable<Measurement<long>> Buckets(TargetRecord record)
    {
        foreach (var operation in Operations)
        {
            long running = 0;
            for (int b = 0; b <= LatencyHistogram.BoundedBuckets; b++)
            {
                int bucket = b;
                running += Counters(record).Sum(c => c.Durations[(int)operation][bucket]);
                string bound = b == LatencyHistogram.BoundedBuckets ? "+Inf" : LatencyHistogram.UpperBoundSeconds(b).ToString("G6");
                yield return Value(running, ("target", record.Options.Name), ("command", Label(operation)), ("le", bound));
            }
        }
    }

    private static long Total(LatencyHistogram histogram) => Enumerable.Range(0, LatencyHistogram.BoundedBuckets + 1).Sum(b => histogram[b]);

    private static IEnumerable<LaneCounters> Counters(TargetRecord record) => record.Lanes.Select(l => l.Lane.Counters);

    private static Measurement<long> Sum(TargetRecord record, Func<LaneCounters, long> counter) =>
        Value(Counters(record).Sum(counter), ("target", record.Options.Name));

    private static Measurement<long> Value(long value, params (string Key, string Value)[] tags) => new(value, Tags(tags));

    private static KeyValuePair<string, object?>[] Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(t => new KeyValuePair<string, object?>(t.Key, t.Value))];

    private static string Label<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
