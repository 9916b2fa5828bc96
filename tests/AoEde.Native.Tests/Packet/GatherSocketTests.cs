using AoEde.Native.Files;
using AoEde.Native.Packet;
using AoEde.Native.Tests.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Native.Tests.Packet;

public sealed class GatherSocketTests
{
    private const int Head = 36;
    private const int Frames = 8;

    [SkippableTheory]
    [InlineData(1500, false, 512)]
    [InlineData(1500, true, 1024)]
    [InlineData(9000, false, 8704)]
    [InlineData(9000, true, 512)]
    [InlineData(9000, true, 8704)]
    public void Send_HeadsAndDataElsewhere_ReachThePeerAsFramesInOrder(int mtu, bool copies, int dataBytes)
    {
        using var cable = Cable.Lay(mtu);
        using var socket = Open(cable, mtu, copies);
        using var data = new AlignedBuffers(Frames, dataBytes);
        for (var place = 0; place < Frames; place++)
            Put(socket, data, place, dataBytes);

        socket.Send(0, Frames).ShouldBe(Frames);

        for (var place = 0; place < Frames; place++)
            cable.HearAtPeer().ShouldBe(TestFrame.Request(place, Head + dataBytes));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Send_DataThatIsGone_IsRefusedAndTheOthersGo(bool copies)
    {
        using var cable = Cable.Lay();
        using var socket = Open(cable, 1500, copies);
        using var data = new AlignedBuffers(Frames, 512);
        using var file = new MemoryFile(4096);
        file.Fill(0, 4096);
        using var mapping = FileMapping.TryOpen(file.File)!;
        mapping.TryLocate(0, 512, out var gone).ShouldBeTrue();
        for (var place = 0; place < Frames; place++)
            Put(socket, data, place, 512);
        socket.Join(3, Head, gone, 512);
        file.File.SetLength(0);

        socket.Send(0, Frames).ShouldBe(3);
        socket.Send(3, Frames - 3).ShouldBe(-Errno.EFAULT);
        socket.Send(4, Frames - 4).ShouldBe(Frames - 4);

        foreach (var place in new[] { 0, 1, 2, 4, 5, 6, 7 })
            TestFrame.Number(cable.HearAtPeer()).ShouldBe(place);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Send_LongerThanTheMtu_IsRefused(bool copies)
    {
        using var cable = Cable.Lay();
        using var socket = Open(cable, 1500, copies);
        using var data = new AlignedBuffers(1, 4096);
        Put(socket, data, 0, 512);
        socket.Join(0, Head, data.Address(0), 1536);

        socket.Send(0, 1).ShouldBe(-Errno.EMSGSIZE);
    }

    [SkippableFact]
    public void Send_TenThousandFrames_AllocateNothing()
    {
        using var cable = Cable.Lay();
        using var socket = Open(cable, 1500, copies: true);
        using var data = new AlignedBuffers(Frames, 512);
        for (var place = 0; place < Frames; place++)
            Put(socket, data, place, 512);
        var sent = 0;

        // The peer hears as many as its buffer holds; the others are dropped on the way, which a sender is told of or not.
        Allocations.LeastOf(() =>
        {
            for (var round = 0; round < 10_000 / Frames; round++)
            {
                socket.Join(round % Frames, Head, data.Address(round % Frames), 512);
                sent += Math.Max(socket.Send(0, Frames), 0);
            }
        }).ShouldBe(0);

        sent.ShouldBeGreaterThan(0);
    }

    private static GatherSocket Open(Cable cable, int mtu, bool copies)
    {
        var index = cable.Near.Index;
        return NamespaceThread.Run(cable.Near.Host, () => GatherSocket.Open(index, Frames, mtu, copies));
    }

    private static void Put(GatherSocket socket, AlignedBuffers data, int place, int dataBytes)
    {
        var frame = TestFrame.Request(place, Head + dataBytes);
        frame.AsSpan(0, Head).CopyTo(socket.Head(place));
        frame.AsSpan(Head).CopyTo(data.Bytes(place));
        socket.Join(place, Head, data.Address(place), dataBytes);
    }
}
