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
        Gauge("aoede_build_info", "1, with the version as a label.", () => [Value(1, ("version", typeof(EngineMetrics).Assembly.GetName().Version!.ToString(3)))]);
        Counter("aoede_garbage_collections_total", "Collections of the runtime's memory; requests cause none.", () => [Value(GC.CollectionCount(0))]);
        Gauge("aoede_target_info", "1, with what a target is as labels.", () => PerTarget(r =>
            Value(1, ("target", r.Options.Name), ("address", r.Options.Address.ToString()), ("device_serial", r.Device?.Serial ?? ""))));
        Gauge("aoede_target_size_bytes", "Bytes that a target exports; 0 while its device is not open.", () => PerTarget(r => Value(r.Device?.SizeBytes ?? 0, r)), "By");
        Gauge("aoede_target_condition", "1 for the state that a condition is in, 0 for the others.", () => _targets().SelectMany(Conditions));
        Gauge("aoede_target_interfaces", "Interfaces that a target is exported on.", () => PerTarget(r => Value(r.Lanes.Count, r)));
        Gauge("aoede_address_conflict", "1 while another host answers at the address of a target.", () => PerTarget(r => Value(r.ConflictHeardAt is null ? 0 : 1, r)));
        Gauge("aoede_inflight_requests", "Requests received and not answered yet.", () => PerTarget(r => Value(r.Target?.InFlight.Count ?? 0, r)));
        Gauge("aoede_initiators", "Initiators that did I/O in the last minute.", () => PerTarget(r => Value(r.Snapshot(_ => true).Initiators.Count, r)));
    }

    private void AddRequests()
    {
        Counter("aoede_requests_total", "Requests answered, by command and by how they ended.", () => _targets().SelectMany(Requests));
        Counter("aoede_read_bytes_total", "Bytes read by initiators.", () => PerTarget(r => Sum(r, c => c.ReadBytes)), "By");
        Counter("aoede_written_bytes_total", "Bytes written by initiators.", () => PerTarget(r => Sum(r, c => c.WrittenBytes)), "By");
        Counter("aoede_cached_reads_total", "Reads answered from the page cache without waiting for the disk.", () => PerTarget(r => Sum(r, c => c.CachedReads)));
        Counter("aoede_duplicate_requests_total", "Requests that were sent again, by what became of them.", () => _targets().SelectMany(Duplicates));
        Counter("aoede_coalesced_reads_total", "Reads answered with several frames at once (negotiated).", () => PerTarget(r => Sum(r, c => c.CoalescedReads)));
        Counter("aoede_crc_mismatches_total", "Writes dropped because the checksum behind their data was wrong (negotiated).", () => PerTarget(r => Sum(r, c => c.BadChecksums)));
        Counter("aoede_ordered_requests_total", "Requests that waited for one before them that touches the same sectors.", () => PerTarget(r => Sum(r, c => c.Waits)));
        Counter("aoede_device_errors_total", "Operations that the device failed, by operation and last error.", () => _targets().SelectMany(DeviceErrors));
        Counter("aoede_failed_syncs_total", "Times that what was written could not be made stable, whoever asked for it.", () => PerTarget(r => Value(r.Target?.FailedSyncs ?? 0, r)));
        Counter("aoede_read_ahead_bytes_total", "Bytes read ahead of initiators.", () => PerTarget(r => Value(r.Target?.Cache.Prefetcher?.Bytes ?? 0, r)), "By");
        Gauge("aoede_unstable_bytes", "Bytes acknowledged and not stable yet (write-behind).", () => PerTarget(r => Value(r.Target?.Cache.WriteBehind?.UnstableBytes ?? 0, r)), "By");
        Counter("aoede_lost_bytes_total", "Acknowledged bytes that failed syncs have put in doubt (write-behind).", () => PerTarget(r => Value(r.Target?.Cache.WriteBehind?.LostBytes ?? 0, r)), "By");
    }

    private void AddFreezes()
    {
        Gauge("aoede_freeze_active", "1 while the base of a target is immutable, or becomes so.", () => PerFreeze(f => f.State is FreezeState.Freezing or FreezeState.Frozen ? 1 : 0));
        Gauge("aoede_freeze_merging", "1 while the shadow of a target is copied into its base.", () => PerFreeze(f => f.State == FreezeState.Merging ? 1 : 0));
        Gauge("aoede_freeze_holders", "Holds that keep a target frozen.", () => PerFreeze(f => f.Holds.Count));
        Gauge("aoede_freeze_age_seconds", "How long a target has been frozen, or merging; 0 while thawed.", () => PerFreeze(f => f.AgeSeconds), "s");
        Gauge("aoede_freeze_expires_seconds", "Seconds until the last hold of a target ends unless it is renewed; 0 while nobody holds it.", () => PerFreeze(f => f.ExpiresInSeconds), "s");
        Gauge("aoede_freeze_shadow_bytes", "Bytes that the shadow of a target holds.", () => PerFreeze(f => f.Shadow.UsedBytes), "By");
        Gauge("aoede_freeze_shadow_limit_bytes", "Bytes that the shadow of a target may hold.", () => PerTarget(r => Value(r.Options.Freeze.LimitBytes, r)), "By");
        Gauge("aoede_freeze_merge_remaining_bytes", "Bytes that merging still has to copy.", () => PerFreeze(f => f.MergeRemainingBytes), "By");
        Gauge("aoede_freeze_merge_stalled", "1 while merging fails and is tried again.", () => PerFreeze(f => f.Merger?.StalledBecause is null ? 0 : 1));
    }

    // 0 for a target that is thawed.
    private IEnumerable<Measurement<long>> PerFreeze(Func<TargetFreeze, long> value) =>
        PerTarget(r => Value(r.Freeze is { } freeze ? value(freeze) : 0, r));

    // A histogram, kept in plain counters: OpenTelemetry has no histogram that is read when asked.
    private void AddDurations()
    {
        const string Help = "Seconds from receiving a request to its answer, by command.";
        Counter("aoede_request_duration_seconds_bucket", Help, () => _targets().SelectMany(Buckets));
        _meter.CreateObservableCounter("aoede_request_duration_seconds_sum", () => _targets().SelectMany(r => Operations.Select(o =>
            new Measurement<double>(Counters(r).Sum(c => c.Durations[(int)o].TotalSeconds), Tags(("target", r.Options.Name), ("command", Label(o)))))), "s", Help);
        Counter("aoede_request_duration_seconds_count", Help, () => _targets().SelectMany(r => Operations.Select(o =>
            Value(Counters(r).Sum(c => Total(c.Durations[(int)o])), ("target", r.Options.Name), ("command", Label(o))))));
    }

    private void AddInterfaces()
    {
        Gauge("aoede_interface_mtu_bytes", "MTU of an interface that is served.", () => PerPump(p => p.Mtu), "By");
        Counter("aoede_ring_frames_total", "Frames taken from an interface's receive ring, or put into its transmit ring.", () => _pumps().SelectMany(p => new[]
        {
            Value(p.Tally.Received, ("interface", p.Options.InterfaceName), ("direction", "received")),
            Value(p.Tally.Sent, ("interface", p.Options.InterfaceName), ("direction", "sent")),
        }));
        Counter("aoede_ring_dropped_total", "Frames that the kernel dropped because an interface's receive ring was full.", () => PerPump(p => p.Tally.Rings.Dropped));
        Counter("aoede_ring_freezes_total", "Times that an interface's receive ring was found overrun.", () => PerPump(p => p.Tally.Rings.Freezes));
        Counter("aoede_frames_dropped_total", "Frames received and given no answer, by reason.", () => _pumps().SelectMany(p => Reasons.Select(reason =>
            Value(p.Tally.Dropped(reason), ("interface", p.Options.InterfaceName), ("reason", reason.ToString())))));
        Counter("aoede_send_errors_total", "Times that sending failed; the frames are offered again.", () => PerPump(p => p.Tally.SendErrors));
        Counter("aoede_frames_discarded_total", "Answers thrown away because the link was down or would not take them.", () => PerPump(p => p.Tally.Discarded));
    }

    private void Gauge(string name, string help, Func<IEnumerable<Measurement<long>>> observe, string? unit = null) =>
        _meter.CreateObservableGauge(name, observe, unit, help);

    private void Counter(string name, string help, Func<IEnumerable<Measurement<long>>> observe, string? unit = null) =>
        _meter.CreateObservableCounter(name, observe, unit, help);

    private IEnumerable<Measurement<long>> PerPump(Func<InterfacePump, long> value) =>
        _pumps().Select(p => Value(value(p), ("interface", p.Options.InterfaceName)));

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

    private static IEnumerable<LaneCounters> Counters(TargetRecord record) => record.Lanes.SelectMany(l => l.Lanes).Select(l => l.Counters);

    private static Measurement<long> Sum(TargetRecord record, Func<LaneCounters, long> counter) =>
        Value(Counters(record).Sum(counter), ("target", record.Options.Name));

    private static Measurement<long> Value(long value, TargetRecord record) => Value(value, ("target", record.Options.Name));

    private static Measurement<long> Value(long value, params (string Key, string Value)[] tags) => new(value, Tags(tags));

    private static KeyValuePair<string, object?>[] Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(t => new KeyValuePair<string, object?>(t.Key, t.Value))];

    private static string Label<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
