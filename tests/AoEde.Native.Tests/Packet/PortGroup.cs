using System.Buffers.Binary;
using AoEde.Native.Packet;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Native.Tests.Packet;

/// <summary>Ports that share one end of a cable, and a peer at the other that sends as many stations.</summary>
internal sealed class PortGroup : IDisposable
{
    private readonly List<PacketPort> _ports = [];
    private int _number;

    private PortGroup(Cable cable) => Cable = cable;

    public Cable Cable { get; }

    public static PortGroup Open(int ports, Func<int, PacketShare> share)
    {
        // Its own port would take every frame as well.
        var cable = Cable.Lay();
        cable.Port.Dispose();
        var group = new PortGroup(cable);
        int index = cable.Near.Index;
        for (int i = 0; i < ports; i++)
        {
            var options = new PacketPortOptions { RxFrames = 1024, TxFrames = 32, Share = share(i) };
            group._ports.Add(NamespaceThread.Run(cable.Near.Host, () => PacketPort.Open(index, 1500, options)));
        }

        return group;
    }

    public void Join() => PacketPort.Join(_ports);

    /// <summary>Waits until a frame comes through, and takes it.</summary>
    public void AwaitReception()
    {
        Eventually.True(
            () =>
            {
                Cable.Peer.Send(From(0));
                return _ports.Exists(p => p.TryReceive(out _));
            },
            "a frame arrives");
    }

    /// <summary>Sends a frame of each station and says which port took it; fails when one is taken twice.</summary>
    public int[] Receive(int senders)
    {
        var takers = Enumerable.Repeat(-1, senders).ToArray();
        int begin = _number;
        for (int i = 0; i < senders; i++)
            Cable.Peer.Send(From(i));
        Eventually.True(() => Take(takers, begin) == 0, "every frame is taken");
        return takers;
    }

    public void Dispose()
    {
        _ports.ForEach(p => p.Dispose());
        Cable.Dispose();
    }

    private int Take(int[] takers, int begin)
    {
        for (int port = 0; port < _ports.Count; port++)
        {
            while (_ports[port].TryReceive(out var frame))
            {
                int sender = TestFrame.Number(frame.Bytes) - begin;
                _ports[port].Release();
                if (sender < 0)
                    continue;
                takers[sender].ShouldBe(-1, $"the frame of station {sender} is taken by port {port}, too");
                takers[sender] = port;
            }
        }

        return takers.Count(t => t < 0);
    }

    private byte[] From(int station)
    {
        var frame = TestFrame.Request(_number++);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), station);
        return frame;
    }
}
