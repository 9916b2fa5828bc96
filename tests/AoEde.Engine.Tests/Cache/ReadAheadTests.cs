using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Engine.Tests.Cache;

/// <summary>
/// A sequential reader of a cold disk finds the page cache filled before it. The disk is a loop device whose own read-ahead is
/// off, so that what the kernel guesses by itself does not blur the picture.
/// </summary>
public sealed class ReadAheadTests : IDisposable
{
    private readonly ITestOutputHelper _output;
    private const int ImageSectors = 16 << 10;
    private const byte Sectors = 16;
    private const int Reads = 700;
    private readonly TempImage _image;
    private readonly LoopDevice _disk;

    public ReadAheadTests(ITestOutputHelper output)
    {
        _output = output;
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        _image = new TempImage(ImageSectors);
        _disk = new LoopDevice(_image);
        Tool.Run("blockdev", "--setra", "0", _disk.Path);
        Tool.Run("blockdev", "--flushbufs", _disk.Path);
    }

    public void Dispose()
    {
        _disk?.Dispose();
        _image?.Dispose();
    }

    [SkippableFact]
    public void ColdSequentialReads_WithReadAhead_AreMostlyCached()
    {
        using var served = Serve(1 << 20);
        CachedReads(served).ShouldBeGreaterThan(Reads * 2 / 3);
        served.Target.Cache.Prefetcher!.Bytes.ShouldBeGreaterThan(Reads * Sectors * 512L * 9 / 10);
    }

    [SkippableFact]
    public void ColdSequentialReads_WithoutReadAhead_AreNot()
    {
        using var served = Serve(0);
        CachedReads(served).ShouldBeLessThan(Reads / 10);
    }

    [SkippableFact]
    public void ColdSequentialReads_AmongAnothersRandomOnes_AreMostlyCached()
    {
        using var served = Serve(1 << 20);
        using var station = Initiator.Open(served.InitiatorLink, Sample.Mac(77));
        var other = new TargetClient(station, served.Client.Target);
        var random = new Random(5);
        int hits = CachedReads(served, () =>
        {
            for (int i = 0; i < 4; i++)
                Read(other, random.Next(ImageSectors / 256) * 256);
        });

        hits.ShouldBeGreaterThan(Reads * 2 / 3);
    }

    private ServedTarget Serve(long readAheadBytes) => ServedTarget.Start(9000, o => o with
    {
        Backing = new BackingOptions { Path = _disk.Path, IsDevice = true },
        ReadAheadBytes = readAheadBytes,
    });

    // How many of one station's sequential reads the cache answered.
    private int CachedReads(ServedTarget served, Action? between = null)
    {
        int hits = 0;
        for (int n = 0; n < Reads; n++)
        {
            between?.Invoke();
            long before = served.Lane.Counters.CachedReads;
            Read(served.Client, n * Sectors);
            hits += (int)(served.Lane.Counters.CachedReads - before);
        }

        _output.WriteLine($"{hits} of {Reads} reads came from the cache");
        return hits;
    }

    private static void Read(TargetClient client, int lba)
    {
        var reply = client.AskUntilAnswered(client.Read((ulong)lba, Sectors));
        reply.AtaStatus.ShouldBe((byte)0x40);
        reply.Bytes.AsSpan(AoeWire.AtaHeaderLength, 512).SequenceEqual(TempImage.InitialSector(lba)).ShouldBeTrue($"sector {lba}");
    }
}
