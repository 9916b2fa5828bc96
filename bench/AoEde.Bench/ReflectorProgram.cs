using AoEde.Bench.Contenders;

namespace AoEde.Bench;

/// <summary>This program as the limit.</summary>
internal static class ReflectorProgram
{
    public static void Run(string link, ulong sectors, CancellationToken stop)
    {
        var local = LocalLink.Find(link);
        using var port = local.Open(receiveResponses: false);
        new Reflector(port, local.Mac, local.Mtu, sectors).Run(stop);
    }
}
