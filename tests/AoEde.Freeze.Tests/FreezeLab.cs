using System.Security.Cryptography;
using AoEde.FreezeHost;
using AoEde.Protocol;
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
    private readonly Stack<IDisposable> _owned = new();
    private int _initiators;

    public FreezeLab(long sectors, int mtu = 9000, DiskSetup? disk = null)
    {
        Skip.IfNot(Prerequisites.Namespaces.IsMet, Prerequisites.Namespaces.Reason);
        disk ??= DiskSetup.All[0];
        if (disk.IsLoop)
            Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        try
        {
            Folder = Own(new TempFolder(disk.IsInMemory));
            (var network, TargetEnd, InitiatorEnd) = TestNetwork.Pair(mtu);
            Own(network);
            Image = Own(new TempImage(sectors, filled: false, inMemory: disk.IsInMemory));
            string path = disk.IsLoop ? Own(new LoopDevice(Image)).Path : Image.Path;
            Initiator = Own(Initiator.Open(InitiatorEnd));
            TargetMac = TargetEnd.Mac;
            Client = ClientOf(9, 0);
            Setup = new HostSetup
            {
                StateDirectory = Folder["state"],
                Targets =
                [
                    new TargetSetup
                    {
                        Name = Target,
                        Address = "9.0",
                        Path = path,
                        IsDevice = disk.IsLoop,
                        Interface = TargetEnd.Name,
                        Engine = disk.Engine,
                        Direct = disk.IsDirect,
                    },
                ],
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TempFolder Folder { get; }

    public TestLink TargetEnd { get; }

    public TestLink InitiatorEnd { get; }

    public MacAddress TargetMac { get; }

    public Initiator Initiator { get; }

    public TempImage Image { get; }

    /// <summary>What the next process gets.</summary>
    public HostSetup Setup { get; set; }

    /// <summary>The initiator's view of the target.</summary>
    public TargetClient Client { get; }

    public string ShadowPath => Path.Combine(Setup.Targets[0].ShadowDirectory ?? Path.Combine(Setup.StateDirectory, "shadow"), Target + ".shadow");

    public void Change(Func<TargetSetup, TargetSetup> change) =>
        Setup = Setup with { Targets = [change(Setup.Targets[0]), .. Setup.Targets.Skip(1)] };

    /// <summary>Adds a target like the first on an image of its own.</summary>
    public TempImage AddTarget(string name, string address)
    {
        var image = Own(new TempImage(Image.Sectors, filled: false));
        var target = Setup.Targets[0] with { Name = name, Address = address, Path = image.Path, IsDevice = false };
        Setup = Setup with { Targets = [.. Setup.Targets, target] };
        return image;
    }

    /// <summary>Has something disposed of with the lab, before what came earlier.</summary>
    public T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Push(owned);
        return owned;
    }

    public FreezeProcess Start() => FreezeProcess.Start(TargetEnd.Host, Setup);

    public TargetClient ClientOf(ushort shelf, byte slot, Initiator? initiator = null) =>
        new(initiator ?? Initiator, new TargetIdentity(TargetMac, shelf, slot));

    /// <summary>Another station on the initiators' cable, with an address of its own.</summary>
    public Initiator AddInitiator() => Own(Initiator.Open(InitiatorEnd, MacAddress.Parse($"02:00:00:00:00:{++_initiators:x2}")));

    /// <summary>A checksum of the base as it is in the file, past the target.</summary>
    public string BaseSum() => SumOf(File.ReadAllBytes(Image.Path));

    public static string SumOf(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    public void Dispose()
    {
        while (_owned.TryPop(out var owned))
            owned.Dispose();
    }
}
