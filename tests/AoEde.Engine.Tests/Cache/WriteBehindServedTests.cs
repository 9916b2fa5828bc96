using System.Buffers.Binary;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Engine.Tests.Cache;

/// <summary>
/// Early acknowledgement by a real target. Its disk is a loop device, so that the image behind it shows what has been made stable and
/// what only the page cache has.
/// </summary>
public sealed class WriteBehindServedTests : IDisposable
{
    private const int Sectors = 1024;
    private readonly ITestOutputHelper _output;
    private readonly TempImage _image;
    private readonly LoopDevice _disk;

    public WriteBehindServedTests(ITestOutputHelper output)
    {
        _output = output;
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        _image = new TempImage(Sectors, filled: false);
        _disk = new LoopDevice(_image);
    }

    public void Dispose()
    {
        _disk?.Dispose();
        _image?.Dispose();
    }

    [SkippableFact]
    public void Flush_AfterAcknowledgedWrites_IsAnsweredWhenAllAreOnTheDisk()
    {
        using var served = Serve();
        for (int round = 1; round <= 20; round++)
        {
            for (int lba = 0; lba < 8; lba++)
                Write(served, lba, round);
            served.Ask(served.Client.Flush()).AtaStatus.ShouldBe((byte)0x40);
            for (int lba = 0; lba < 8; lba++)
                OnDisk(lba).ShouldBe(round);
        }
    }

    [SkippableFact]
    public void Writes_Acknowledged_MayBeUnstable()
    {
        using var served = Serve();
        for (int lba = 0; lba < Sectors; lba++)
            Write(served, lba, 1);

        int stable = Enumerable.Range(0, Sectors).Count(lba => OnDisk(lba) == 1);
        _output.WriteLine($"{stable} of {Sectors} acknowledged sectors were on the disk");
        stable.ShouldBeLessThan(Sectors, "else nothing was acknowledged early, and the other tests here say nothing");
    }

    [SkippableFact]
    public void Writes_FarBeyondTheBytes_NeverLeaveMoreThanThatUnstable()
    {
        const int MostSectors = 32;
        using var served = Serve(o => o with { WriteBehindBytes = MostSectors * 512 });
        for (int lba = 0; lba < Sectors; lba++)
        {
            Write(served, lba, 1);
            served.Target.Cache.WriteBehind!.UnstableBytes.ShouldBeLessThanOrEqualTo(MostSectors * 512);
            int unstable = Enumerable.Range(Math.Max(0, lba - (2 * MostSectors)), Math.Min(lba + 1, (2 * MostSectors) + 1)).Count(l => OnDisk(l) != 1);
            unstable.ShouldBeLessThanOrEqualTo(MostSectors);
        }
    }

    [SkippableFact]
    public void Writes_WithoutAnyTrafficAfter_BecomeStableByAge()
    {
        // Far below the time after which the kernel would write back by itself.
        using var served = Serve(o => o with { WriteBehindAge = TimeSpan.FromSeconds(1) });
        for (int lba = 0; lba < 16; lba++)
            Write(served, lba, 1);

        Eventually.True(() => Enumerable.Range(0, 16).All(lba => OnDisk(lba) == 1), "all is stable", TimeSpan.FromSeconds(4));
        Eventually.True(() => served.Target.Cache.WriteBehind!.UnstableBytes == 0, "and the ledger knows");
    }

    [SkippableFact]
    public void Target_Stopped_LeavesNothingUnstable()
    {
        using (var served = Serve())
        {
            for (int lba = 0; lba < 64; lba++)
                Write(served, lba, 1);
        }

        Enumerable.Range(0, 64).ShouldAllBe(lba => OnDisk(lba) == 1);
    }

    [SkippableFact]
    public void AsyncFlag_WithoutWriteBehind_IsAcknowledgedWhenStable()
    {
        using var served = Serve(o => o with { WriteBehind = false });
        for (int lba = 0; lba < 64; lba++)
        {
            Write(served, lba, 1, Arguments.Extended | Arguments.Write | 0x02);
            OnDisk(lba).ShouldBe(1);
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Identify_SaysWhetherThereIsAWriteCache(bool on)
    {
        using var served = Serve(o => o with { WriteBehind = on });
        IdentifyView.TryParse(served.Ask(served.Client.Identify()).Data, out var identity).ShouldBeTrue();
        identity.WriteCache.ShouldBe(on);
    }

    private ServedTarget Serve(Func<TargetOptions, TargetOptions>? change = null) => ServedTarget.Start(change: o =>
    {
        var options = o with
        {
            Backing = new BackingOptions { Path = _disk.Path, IsDevice = true },
            WriteBehind = true,
            WriteBehindAge = TimeSpan.FromMinutes(5),
        };
        return change?.Invoke(options) ?? options;
    });

    private static void Write(ServedTarget served, int lba, int content, int flags = Arguments.Extended | Arguments.Write)
    {
        var data = new byte[512];
        BinaryPrimitives.WriteInt32LittleEndian(data, content);
        served.Ask(served.Client.Ata(0x34, (ulong)lba, 1, (byte)flags, data)).AtaStatus.ShouldBe((byte)0x40);
    }

    private int OnDisk(int lba) => BinaryPrimitives.ReadInt32LittleEndian(_image.Read(lba));
}
