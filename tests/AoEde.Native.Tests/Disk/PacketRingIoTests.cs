using AoEde.Native.Disk;
using AoEde.Native.Files;
using AoEde.Native.Packet;

namespace AoEde.Native.Tests.Disk;

/// <summary>Direct I/O between a file and the frames of a packet ring, registered with the queue: the design rests on it.</summary>
public sealed class PacketRingIoTests
{
    private const int Loopback = 1;
    private const int Payload = 36;

    [SkippableTheory]
    [InlineData(DiskEngineKind.IoUring)]
    [InlineData(DiskEngineKind.LinuxAio)]
    public void DirectIo_OnRingFrames_ReadsAndWrites(DiskEngineKind kind)
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "packet sockets need root");
        string? reason = null;
        Skip.If(kind == DiskEngineKind.IoUring && !DiskQueues.IsIoUringUsable(out reason), reason ?? "");
        using var port = PacketPort.Open(Loopback, 9000, new PacketPortOptions { RxFrames = 64, TxFrames = 64 });
        using var path = Files.TestFile.OfNumberedSectors(64);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions { Direct = true });
        Skip.IfNot(file.IsDirect, $"no direct I/O here: {file.DirectRefusal}");
        using var queue = DiskQueues.Open(kind, 8, [port.ReceiveMemory, port.TransmitMemory], out var explanation);
        if (kind == DiskEngineKind.IoUring)
            explanation.ShouldContain(", registered memory");
        var slot = queue.Attach(file);
        port.TryReserve(out var frame, out var address).ShouldBeTrue();

        queue.TryRead(slot, address + Payload, 17 * 512, 3 * 512, 1).ShouldBeTrue();
        Finish(queue).ShouldBe(new DiskCompletion(1, 17 * 512));
        for (var i = 0; i < 17; i++)
            BitConverter.ToInt64(frame[(Payload + (i * 512))..]).ShouldBe(3 + i);

        queue.TryWrite(slot, address + Payload, 2 * 512, 40 * 512, 2).ShouldBeTrue();
        Finish(queue).ShouldBe(new DiskCompletion(2, 2 * 512));
        BitConverter.ToInt64(Files.TestFile.ReadAll(path.Path), 41 * 512).ShouldBe(4);
    }

    private static DiskCompletion Finish(IDiskQueue queue)
    {
        var done = new DiskCompletion[1];
        queue.Submit().ShouldBe(1);
        SpinWait.SpinUntil(() => queue.Reap(done) == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        return done[0];
    }
}
