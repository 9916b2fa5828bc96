using AoEde.Native.Host;

namespace AoEde.Native.Tests.Host;

public sealed class SwapsTests
{
    [Fact]
    public void Read_OfGoldenText_FindsDevicesAndFiles()
    {
        using var proc = new FakeTree();
        proc.File("swaps", """
            Filename				Type		Size		Used		Priority
            /dev/dm-1                               partition	1003516		0		-2
            /swap\040file                           file		2097148		12		-3
            /old.img\040(deleted)                   file		4		0		-4
            """);

        new Swaps(proc.Root).Read().ShouldBe(
        [
            new SwapEntry("/dev/dm-1", true, 1003516L * 1024),
            new SwapEntry("/swap file", false, 2097148L * 1024),
            new SwapEntry("/old.img", false, 4096),
        ]);
    }

    [Fact]
    public void Read_OfKernelWithoutSwap_IsEmpty()
    {
        using var proc = new FakeTree();

        new Swaps(proc.Root).Read().ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfThisHost_AgreesWithTheNumberOfLines() =>
        new Swaps().Read().Count.ShouldBe(File.ReadAllLines("/proc/swaps").Length - 1);
}
