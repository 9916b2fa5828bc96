using AoEde.Engine.Hosting;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Telemetry;

/// <summary>What the engine counts, by the names and labels that dashboards rely on.</summary>
public sealed class EngineMetricsTests : IDisposable
{
    private const string Target = "metered";
    private readonly ServedTarget _served = ServedTarget.Start(change: o => o with { Name = Target });
    private readonly EngineMetrics _metrics;
    private readonly TargetRecord _record;

    public EngineMetricsTests()
    {
        _record = new TargetRecord(_served.Target.Options)
        {
            Target = _served.Target,
            Lanes = [(_served.Pump, [_served.Lane])],
            Device = new DeviceStatus { Path = "/d", MajorMinor = "1:2", SizeBytes = 1 << 20, LogicalBlock = 512, PhysicalBlock = 512, Serial = "S1" },
            DeviceReady = TargetConditions.Opened("/d"),
        };
        _metrics = new EngineMetrics(() => [_record], () => [_served.Pump]);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _served.Dispose();
    }

    [SkippableFact]
    public void Series_OfATargetOnAnInterface_AreAllThere()
    {
        string[] documented =
        [
            "aoede_build_info", "aoede_target_info", "aoede_target_condition", "aoede_target_size_bytes", "aoede_requests_total",
            "aoede_request_duration_seconds_bucket", "aoede_request_duration_seconds_sum", "aoede_request_duration_seconds_count",
            "aoede_read_bytes_total", "aoede_written_bytes_total", "aoede_duplicate_requests_total", "aoede_inflight_requests",
            "aoede_initiators", "aoede_ring_frames_total", "aoede_ring_dropped_total", "aoede_ring_freezes_total",
            "aoede_device_errors_total", "aoede_address_conflict", "aoede_coalesced_reads_total", "aoede_crc_mismatches_total",
            "aoede_freeze_active", "aoede_freeze_age_seconds", "aoede_freeze_shadow_bytes", "aoede_freeze_shadow_limit_bytes",
            "aoede_freeze_merge_remaining_bytes",
        ];

        Read().Select(m => m.Name).Distinct().ShouldBeSubsetOf(
            documented.Concat(
            [
                "aoede_freeze_merging", "aoede_freeze_merge_stalled", "aoede_cached_reads_total", "aoede_ordered_requests_total",
                "aoede_frames_dropped_total", "aoede_send_errors_total", "aoede_read_ahead_bytes_total", "aoede_unstable_bytes",
                "aoede_lost_bytes_total", "aoede_target_interfaces", "aoede_failed_syncs_total", "aoede_freeze_holders",
                "aoede_freeze_expires_seconds", "aoede_interface_mtu_bytes", "aoede_frames_discarded_total",
            ]));
        documented.ShouldBeSubsetOf(Read().Select(m => m.Name));
    }

    [SkippableFact]
    public void Target_AtRest_TellsWhatItIs()
    {
        Value("aoede_target_info", $"address=7.1,device_serial=S1,target={Target}").ShouldBe(1);
        Value("aoede_target_size_bytes", $"target={Target}").ShouldBe(1 << 20);
        Value("aoede_inflight_requests", $"target={Target}").ShouldBe(0);
        Value("aoede_initiators", $"target={Target}").ShouldBe(0);
        Value("aoede_address_conflict", $"target={Target}").ShouldBe(0);
    }

    [SkippableFact]
    public void Condition_OfEachType_IsOneInExactlyOneState()
    {
        Value("aoede_target_condition", $"status=True,target={Target},type=DeviceReady").ShouldBe(1);
        Value("aoede_target_condition", $"status=False,target={Target},type=DeviceReady").ShouldBe(0);
        Value("aoede_target_condition", $"status=False,target={Target},type=Exported").ShouldBe(1);
        Value("aoede_target_condition", $"status=Unknown,target={Target},type=AddressUnique").ShouldBe(1);
        foreach (var type in new[] { "DeviceReady", "AddressUnique", "Exported", "Ready" })
            Read().Where(m => m.Name == "aoede_target_condition" && m.Labels.EndsWith($"type={type}", StringComparison.Ordinal)).Sum(m => m.Value).ShouldBe(1);
    }

    [SkippableFact]
    public void Conflict_Heard_IsOne()
    {
        _record.ConflictHeardAt = 1;

        Value("aoede_address_conflict", $"target={Target}").ShouldBe(1);
    }

    [SkippableFact]
    public void Requests_Served_AreCountedByCommandAndResult()
    {
        var client = _served.Client;
        Ask(client.Read(0, 2), client.Read(2, 1), client.Read(5000, 1), client.Write(8, new byte[1024]), client.Flush(), client.Identify(),
            client.Config(), client.MaskRead(), client.ReserveRead(), client.Ata(0xE5), client.Ata(0x99));

        Requests("read", "ok").ShouldBe(2);
        Requests("read", "refused").ShouldBe(1);
        Requests("write", "ok").ShouldBe(1);
        Requests("flush", "ok").ShouldBe(1);
        Requests("identify", "ok").ShouldBe(1);
        Requests("config", "ok").ShouldBe(1);
        Requests("mask", "ok").ShouldBe(1);
        Requests("reserve", "ok").ShouldBe(1);
        Requests("otherata", "ok").ShouldBe(1);
        Requests("otherata", "refused").ShouldBe(1);
        Requests("read", "failed").ShouldBe(0);
        Value("aoede_read_bytes_total", $"target={Target}").ShouldBe(3 * 512);
        Value("aoede_written_bytes_total", $"target={Target}").ShouldBe(1024);
        Value("aoede_initiators", $"target={Target}").ShouldBe(1);
        Value("aoede_device_errors_total", $"errno=,op=read,target={Target}").ShouldBe(0);
    }

    [SkippableFact]
    public void Durations_OfWrites_AreCumulativeAndEndInAll()
    {
        Ask(Enumerable.Range(0, 5).Select(i => _served.Client.Write((ulong)i, new byte[512])).ToArray());
        var buckets = Read()
            .Where(m => m.Name == "aoede_request_duration_seconds_bucket" && m.Labels.StartsWith("command=write", StringComparison.Ordinal)).ToArray();

        buckets.Length.ShouldBe(LatencyHistogram.BoundedBuckets + 1);
        buckets.Select(b => b.Value).ShouldBeInOrder();
        buckets[0].Labels.ShouldBe($"command=write,le=1.6E-05,target={Target}");
        buckets[^1].Labels.ShouldBe($"command=write,le=+Inf,target={Target}");
        buckets[^1].Value.ShouldBe(5);
        Value("aoede_request_duration_seconds_count", $"command=write,target={Target}").ShouldBe(5);
        Value("aoede_request_duration_seconds_sum", $"command=write,target={Target}").ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Frames_ReceivedSentAndDropped_AreCountedByInterface()
    {
        var client = _served.Client;
        client.Exchange([client.Config(), client.Config() with { Slot = 9 }], expected: 1);

        // The fence of the exchange are two more requests.
        Value("aoede_ring_frames_total", "direction=received,interface=aoe0").ShouldBe(4);
        Value("aoede_ring_frames_total", "direction=sent,interface=aoe0").ShouldBe(3);
        Value("aoede_frames_dropped_total", "interface=aoe0,reason=NoTarget").ShouldBe(1);
        Value("aoede_frames_dropped_total", "interface=aoe0,reason=Masked").ShouldBe(0);
        Value("aoede_ring_dropped_total", "interface=aoe0").ShouldBe(0);
        Value("aoede_send_errors_total", "interface=aoe0").ShouldBe(0);
        Value("aoede_frames_discarded_total", "interface=aoe0").ShouldBe(0);
        Value("aoede_interface_mtu_bytes", "interface=aoe0").ShouldBe(1500);
    }

    [SkippableFact]
    public void Extensions_Used_AreCounted()
    {
        _served.Lane.Counters.CoalescedReads = 7;
        _served.Lane.Counters.BadChecksums = 8;

        Value("aoede_coalesced_reads_total", $"target={Target}").ShouldBe(7);
        Value("aoede_crc_mismatches_total", $"target={Target}").ShouldBe(8);
    }

    [SkippableFact]
    public void Duplicates_OfEachKind_AreCounted()
    {
        _served.Lane.Counters.Duplicates = 3;
        _served.Lane.Counters.Waits = 2;
        _served.Lane.Counters.AcknowledgedDuplicates = 4;
        _served.Lane.Counters.IgnoredDuplicates = 5;
        _served.Lane.Counters.SkippedDuplicates = 6;

        Value("aoede_duplicate_requests_total", $"action=merged,target={Target}").ShouldBe(3);
        Value("aoede_duplicate_requests_total", $"action=acknowledged,target={Target}").ShouldBe(4);
        Value("aoede_duplicate_requests_total", $"action=ignored,target={Target}").ShouldBe(5);
        Value("aoede_duplicate_requests_total", $"action=skipped,target={Target}").ShouldBe(6);
        Value("aoede_ordered_requests_total", $"target={Target}").ShouldBe(2);
    }

    [SkippableFact]
    public void DeviceErrors_Counted_NameTheErrno()
    {
        _served.Lane.Counters.DeviceErrors[1] = 4;
        _served.Lane.Counters.LastErrno[1] = Native.Errno.EIO;

        Value("aoede_device_errors_total", $"errno=EIO,op=write,target={Target}").ShouldBe(4);
    }

    // One after another and without a fence, which would be counted.
    private void Ask(params RequestFrame[] requests) => Array.ForEach(requests, r => _served.Ask(r));

    private static double Requests(string command, string result) =>
        Value("aoede_requests_total", $"command={command},result={result},target={Target}");

    private static double Value(string name, string labels) => Read().Single(m => m.Name == name && m.Labels == labels).Value;

    private static List<(string Name, string Labels, double Value)> Read() => MetricReader.Read()
        .FindAll(m => m.Name == "aoede_build_info" || m.Labels.Contains($"target={Target}", StringComparison.Ordinal) || m.Labels.Contains("interface=", StringComparison.Ordinal));
}
