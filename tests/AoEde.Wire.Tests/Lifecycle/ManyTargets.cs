using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>
/// 256 targets on two shelves, served by one process on two interfaces: a third on each of them alone, a third on both.
/// </summary>
internal sealed class ManyTargets : IDisposable
{
    public const int Count = 256, PerShelf = 128, Sectors = 128;
    private readonly TestNetwork _network = new();
    private readonly TempFolder _images = new();

    public ManyTargets()
    {
        var (host, peer) = (_network.AddHost(), _network.AddHost());
        Serve = new ServeProcess(host);
        try
        {
            (FirstLink, var first) = _network.Connect(host, "aoe0", peer, "aoe0", 1500);
            (SecondLink, var second) = _network.Connect(host, "aoe1", peer, "aoe1", 9000);
            First = Initiator.Open(first);
            Second = Initiator.Open(second);
            for (var target = 0; target < Count; target++)
                Prepare(target);
            Serve.Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ServeProcess Serve { get; }

    /// <summary>The target host's end of the cable with MTU 1500.</summary>
    public TestLink FirstLink { get; } = null!;

    /// <summary>The target host's end of the cable with MTU 9000.</summary>
    public TestLink SecondLink { get; } = null!;

    public Initiator First { get; } = null!;

    public Initiator Second { get; } = null!;

    public static IReadOnlyList<int> OnFirst { get; } = [.. Enumerable.Range(0, Count).Where(target => target % 3 != 1)];

    public static IReadOnlyList<int> OnSecond { get; } = [.. Enumerable.Range(0, Count).Where(target => target % 3 != 0)];

    public static AoeAddress AddressOf(int target) => new((ushort)(1 + (target / PerShelf)), (byte)(target % PerShelf));

    public static string NameOf(int target) => $"disk{target}";

    public string ImageOf(int target) => _images[$"{target}.img"];

    public TargetClient Find(Initiator initiator, int target) => initiator.Find(AddressOf(target).Shelf, AddressOf(target).Slot);

    /// <summary>The target's second sector is its own and nobody else's.</summary>
    public void ShouldServe(Initiator initiator, int target)
    {
        var client = Find(initiator, target);
        client.AskUntilAnswered(client.Read(1, 1)).ShouldCarry(TempImage.InitialSector(target));
    }

    /// <summary>Waits until each of these was announced with so many sectors per frame.</summary>
    public static void AwaitAnnouncements(Initiator initiator, IReadOnlyList<int> targets, byte sectors)
    {
        var awaited = targets.Select(AddressOf).ToHashSet();
        Eventually.Holds(
            () =>
            {
                initiator.TryTake(TimeSpan.FromMilliseconds(50), out _);
                awaited.ExceptWith(initiator.Advertisements.Where(a => a.SectorCount == sectors).Select(a => new AoeAddress(a.Shelf, a.Slot)));
                return awaited.Count == 0;
            },
            Eventually.Patience);
        awaited.ShouldBeEmpty($"each is announced with {sectors} sectors");
    }

    public void Dispose()
    {
        First?.Dispose();
        Second?.Dispose();
        Serve.Dispose();
        _network.Dispose();
        _images.Dispose();
    }

    private void Prepare(int target)
    {
        using (var image = File.Create(ImageOf(target)))
        {
            image.SetLength(Sectors * TempImage.SectorBytes);
            image.Position = TempImage.SectorBytes;
            image.Write(TempImage.InitialSector(target));
        }

        var interfaceName = (target % 3) switch { 0 => "aoe0", 1 => "aoe1", _ => "aoe*" };
        var address = AddressOf(target);
        Serve.Write(NameOf(target), address.Slot, ImageOf(target), interfaceName, shelf: address.Shelf);
    }
}
