using AoEde.Bench.Contenders;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Initiators;

namespace AoEde.Bench.Load;

/// <summary>Asks for targets by their addresses, and for their sizes, before a load begins.</summary>
internal static class TargetFinder
{
    /// <summary>Waits until a target answers.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static LoadTarget Find(PacketPort port, MacAddress self, AoeAddress address)
    {
        try
        {
            var client = Initiator.On(port, self).Find(address.Shelf, address.Slot);
            var answer = client.AskUntilAnswered(client.Identify());
            return IdentifyView.TryParse(answer.Data, out var identity)
                ? new LoadTarget(client.Target.Mac, address, (long)identity.Sectors)
                : throw new BenchException($"the target at {address} does not say how large it is\n{answer}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"no target answers at {address}: it did not start, or serves another interface", late);
        }
    }
}
