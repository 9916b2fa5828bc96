using AoEde.Engine;
using AoEde.NodeAgent.Commands;

namespace AoEde.NodeAgent.Tests.Commands;

public sealed class ReadyLineTests
{
    [Fact]
    public void ForTarget_Direct_SaysWhatAnAckIsWorth() => ReadyLine.ForTarget(Samples.Exported(), readOnly: false).ShouldBe(
        "ready: 9.0 on eth1 (52:54:00:00:00:09), 1073741824 bytes, io_uring, reading past the page cache, acks are durable");

    [Fact]
    public void ForTarget_BufferedAndReadOnly_SaysSo()
    {
        var status = Samples.Exported();
        status = status with { Device = status.Device! with { Direct = false, IoEngine = "linux-aio" } };
        ReadyLine.ForTarget(status, readOnly: true).ShouldBe(
            "ready: 9.0 on eth1 (52:54:00:00:00:09), 1073741824 bytes, linux-aio, reading through the page cache, read-only");
    }

    [Fact]
    public void ForAll_Mixed_CountsThem() => ReadyLine.ForAll(
        [Samples.Exported("a"), Samples.Exported("b"), Samples.Failing("DeviceReady", ConditionState.False, "NotFound")])
        .ShouldBe("ready: 2 of 3 targets exported");

    [Fact]
    public void ForAll_None_IsReadyAllTheSame() => ReadyLine.ForAll([]).ShouldBe("ready: 0 of 0 targets exported");
}
