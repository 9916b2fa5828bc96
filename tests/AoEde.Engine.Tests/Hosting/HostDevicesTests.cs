using AoEde.Engine.Safety;
using AoEde.Engine.Tests.Bench;
using LoopDevice = AoEde.Testing.Files.LoopDevice;

namespace AoEde.Engine.Tests.Hosting;

/// <summary>The inventory of a host that serves: what targets have is theirs, by name.</summary>
public sealed class HostDevicesTests
{
    [SkippableFact]
    public async Task Device_OfATarget_NamesIt()
    {
        Skip.IfNot(Testing.Host.Prerequisites.LoopDevices.IsMet, Testing.Host.Prerequisites.LoopDevices.Reason);
        await using var bench = new HostBench(o => o with { Policy = HostPolicy.Administrator });
        using var device = new LoopDevice(bench.Image(sectors: 2048));
        var options = Sample.Options(device.Path);
        options = options with { Backing = options.Backing with { IsDevice = true } };
        Of(bench, device).ClaimedBy.ShouldBeNull();
        await bench.Apply(options);

        bench.DeviceReady("disk1").State.ShouldBe(ConditionState.True, bench.DeviceReady("disk1").Message);
        var claimed = Of(bench, device);
        (claimed.ClaimedBy, claimed.Eligible, claimed.Reason).ShouldBe(("disk1", false, RefusalReasons.AlreadyExported));
        await bench.Apply();
        Of(bench, device).ClaimedBy.ShouldBeNull();
    }

    private static DeviceVerdict Of(HostBench bench, LoopDevice device) =>
        bench.Host.Devices().Single(d => d.Name == Path.GetFileName(device.Path));
}
