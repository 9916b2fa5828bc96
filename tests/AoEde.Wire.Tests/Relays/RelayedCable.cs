using AoEde.Testing.Networks;
using AoEde.Testing.Relays;

namespace AoEde.Wire.Tests.Relays;

/// <summary>Two machines with a relay between them: target - relay - initiator.</summary>
internal sealed class RelayedCable : IDisposable
{
    public RelayedCable(int mtu, RelayFaults faults)
    {
        try
        {
            var middle = Network.AddHost();
            (Target, var a) = Network.Connect(Network.AddHost(), "aoe0", middle, "r0", mtu);
            (Initiator, var b) = Network.Connect(Network.AddHost(), "aoe0", middle, "r1", mtu);
            Relay = FrameRelay.Join(a, b, faults);
        }
        catch
        {
            Network.Dispose();
            throw;
        }
    }

    public TestNetwork Network { get; } = new();

    public TestLink Target { get; }

    public TestLink Initiator { get; }

    public FrameRelay Relay { get; }

    public void Dispose()
    {
        Relay.Dispose();
        Network.Dispose();
    }
}
