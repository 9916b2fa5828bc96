using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;

namespace AoEde.Engine.Tests.Bench;

/// <summary>A private network of two machines, target side and initiator side; a test that cannot have one is skipped.</summary>
internal sealed class Cable : IDisposable
{
    private readonly TestNetwork _network;

    private Cable(TestNetwork network, TestLink target, TestLink initiator)
    {
        _network = network;
        Target = target;
        Initiator = initiator;
        Station = Testing.Initiators.Initiator.Open(initiator);
    }

    /// <summary>The end where targets are.</summary>
    public TestLink Target { get; }

    public TestLink Initiator { get; }

    /// <summary>The station at the other end.</summary>
    public Initiator Station { get; }

    public static Cable Lay(int mtu = 1500)
    {
        Skip.IfNot(Prerequisites.Namespaces.IsMet, Prerequisites.Namespaces.Reason);
        var (network, target, initiator) = TestNetwork.Pair(mtu);
        try
        {
            return new Cable(network, target, initiator);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Station.Dispose();
        _network.Dispose();
    }
}
