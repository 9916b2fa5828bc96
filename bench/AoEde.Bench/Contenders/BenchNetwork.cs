using AoEde.Native.Packet;
using AoEde.Testing.Networks;

namespace AoEde.Bench.Contenders;

/// <summary>Two namespaces, the generator's and the targets', and a cable between them for each contender.</summary>
internal sealed class BenchNetwork : IDisposable
{
    public const int GeneratorCpu = 0;
    public const int TargetCpu = 1;
    private readonly TestNetwork _network = new();
    private readonly TestHost _targets;
    private readonly TestHost _generator;
    private int _cables;

    public BenchNetwork()
    {
        try
        {
            _targets = _network.AddHost();
            _generator = _network.AddHost();
        }
        catch
        {
            _network.Dispose();
            throw;
        }
    }

    /// <summary>Lays a cable.</summary>
    public (TestLink Target, TestLink Generator) Connect(int mtu)
    {
        var number = ++_cables;
        return _network.Connect(_targets, $"t{number}", _generator, $"g{number}", mtu);
    }

    /// <summary>Opens the generator's end: a ring for the bursts of eight initiators at a depth of 64.</summary>
    public PacketPort Open(TestLink link, int mtu)
    {
        var index = link.Index;
        var options = new PacketPortOptions { RxFrames = 512, TxFrames = 256, ReceiveResponses = true, CopiesFrames = true };
        return NamespaceThread.Run(link.Host, () => PacketPort.Open(index, mtu, options));
    }

    public void Dispose() => _network.Dispose();
}
