using System.Diagnostics;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Bench.Load;

/// <summary>Asks for targets by their addresses, and for their sizes, before a load begins.</summary>
internal static class TargetFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until a target answers.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static LoadTarget Find(PacketPort port, MacAddress self, AoeAddress address)
    {
        var mac = MacAddress.Broadcast;
        Ask(port, address, frame => RequestWriter.ConfigRead(frame, new RequestContext(MacAddress.Broadcast, self, address, 1)),
            header => header.Command == AoeCommand.Config && (mac = header.Source) != MacAddress.Broadcast);
        var sectors = 0L;
        Ask(port, address, frame => RequestWriter.Identify(frame, new RequestContext(mac, self, address, 2)),
            header =>
            {
                if (!AtaReply.TryParse(header, out var reply) || !IdentifyView.TryParse(reply.Data, out var identity))
                    return false;
                sectors = (long)identity.Sectors;
                return true;
            });
        return new LoadTarget(mac, address, sectors);
    }

    private static void Ask(PacketPort port, AoeAddress address, Func<Span<byte>, int> write, HeaderReader isAnswer)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            if (port.TryReserve(out var frame, out _))
                port.Commit(write(frame));
            _ = port.Flush();
            var asked = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(asked) < AskAgain)
            {
                while (port.TryReceive(out var received))
                {
                    var found = AoeHeader.TryParse(received.Bytes, out var header) && header.IsResponse && !header.IsError
                        && header.Address == address && isAnswer(header);
                    port.Release();
                    if (found)
                        return;
                }

                Thread.Yield();
            }
        }

        throw new TimeoutException($"no target answers at {address}: it did not start, or serves another interface");
    }

    private delegate bool HeaderReader(AoeHeader header);
}
