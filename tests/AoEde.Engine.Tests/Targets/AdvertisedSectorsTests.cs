using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Engine.Tests.Targets;

/// <summary>How many sectors a frame is announced to carry.</summary>
public sealed class AdvertisedSectorsTests
{
    [Theory]
    [InlineData(0, 17, 17)]
    [InlineData(0, 2, 2)]
    [InlineData(8, 17, 8)]
    [InlineData(64, 17, 17)]
    public void Sectors_On512ByteBlocks_AreWhatFitsUpToTheCap(byte cap, int fitting, byte expected)
    {
        using var image = new TempImage(64, filled: false);
        using var target = Sample.Target(image, o => o with { MaxSectors = cap });

        new TargetLane(target, (DiskLine)null!, 0).AdvertisedSectors(fitting).ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData(0, 17, 16)]
    [InlineData(0, 15, 8)]
    [InlineData(0, 2, 2)]
    [InlineData(12, 17, 8)]
    public void Sectors_On4KBlocks_AreWholeBlocksWhereOneFits(byte cap, int fitting, byte expected)
    {
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        using var image = new TempImage(2048, filled: false);
        using var loop = new LoopDevice(image, logicalBlockBytes: 4096);
        var options = Sample.Options(loop.Path) with { MaxSectors = cap };
        using var file = Native.Files.BlockFile.Open(loop.Path, new Native.Files.BlockFileOptions());
        using var target = new Target(options, file, 2048, new Engine.State.SoftState());

        new TargetLane(target, (DiskLine)null!, 0).AdvertisedSectors(fitting).ShouldBe(expected);
    }
}
