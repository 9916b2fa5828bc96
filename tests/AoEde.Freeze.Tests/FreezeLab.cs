using System.Security.Cryptography;
using AoEde.FreezeHost;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;

namespace AoEde.Freeze.Tests;

/// <summary>A private network with one target named <c>disk</c> at 9.0 on an image, served by a freeze host that a test starts and kills.</summary>
internal sealed class FreezeLab : IDisposable
{
    public const string Target = "disk";
    private readonly TempFolder _folder = new();
    private readonly TestNetwork _network;

    public FreezeLab(long sectors, int mtu = 9000)
    {
        Skip.IfNot(Prerequisites.Namespaces.IsMet, Prerequisites.Namespaces.Reason);
        (_network, TargetEnd, InitiatorEnd) = TestNetwork.Pair(mtu);
        Image = new TempImage(sectors, filled: false);
        Setup = new HostSetup
        {
            StateDirectory = Path.Combine(_folder.Path, "state"),
            Targets = [new TargetSetup { Name = Target, Address = "9.0", Path = Image.Path, Interface = TargetEnd.Name }],
        };
        Initiator = Initiator.Open(InitiatorEnd);
        Client = ClientOf(9, 0);
    }

    public TestLink TargetEnd { get; }

    public TestLink InitiatorEnd { get; }

    public Initiator Initiator { get; }

    public TempImage Image { get; }

    /// <summary>What the next process gets.</summary>
    public HostSetup Setup { get; set; }

    /// <summary>The initiator's view of the target.</summary>
    public TargetClient Client { get; }

    public string ShadowPath => Path.Combine(Setup.StateDirectory, "shadow", Target + ".shadow");

    public void Change(Func<TargetSetup, TargetSetup> change) =>
        Setup = Setup with { Targets = [change(Setup.Targets[0]), .. Setup.Targets.Skip(1)] };

    public FreezeProcess Start() => FreezeProcess.Start(TargetEnd.Host, Setup);

    public TargetClient ClientOf(ushort shelf, byte slot) => new(Initiator, new TargetIdentity(TargetEnd.Mac, shelf, slot));

    /// <summary>A checksum of the base as it is in the file, past the target.</summary>
    public string BaseSum() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Image.Path)));

    public void Dispose()
    {
        Initiator.Dispose();
        _network.Dispose();
        Image.Dispose();
        _folder.Dispose();
    }
}
