using AoEde.Native.Files;
using AoEde.Testing.Host;

namespace AoEde.Native.Tests.Files;

public sealed class FileMappingTests
{
    private const int Piece = FileMapping.PieceBytes;
    private const int Block = 4096;

    [SkippableFact]
    public void TryLocate_AFullFile_IsWhereItsBytesAre()
    {
        using var file = new MemoryFile(2 * Piece + 1024);
        file.Fill(0, 2 * Piece + 1024);
        using var mapping = FileMapping.TryOpen(file.File)!;

        foreach (var (offset, bytes) in new[] { (0L, 512), (Piece - 512, 1024), (2 * Piece, 1024), (2 * Piece + 512, 512) })
        {
            mapping.TryLocate(offset, bytes, out var address).ShouldBeTrue($"{bytes} from {offset}");
            RawMemory.At(address, bytes).SequenceEqual(MemoryFile.Content(offset, bytes)).ShouldBeTrue($"{bytes} from {offset}");
        }
    }

    [SkippableTheory]
    [InlineData(-512, 512)]
    [InlineData(Piece - 512, 1024)]
    [InlineData(Piece, 512)]
    [InlineData(long.MaxValue - 511, 512)]
    public void TryLocate_BeyondTheFile_Refuses(long offset, int bytes)
    {
        using var file = new MemoryFile(Piece);
        file.Fill(0, Piece);
        using var mapping = FileMapping.TryOpen(file.File)!;

        mapping.TryLocate(0, 512, out _).ShouldBeTrue();
        mapping.TryLocate(offset, bytes, out _).ShouldBeFalse();
    }

    [SkippableFact]
    public void TryLocate_APieceWithAHole_RefusesUntilItIsFilled()
    {
        using var file = new MemoryFile(2 * Piece);
        file.Fill(0, 2 * Piece - Block);
        using var mapping = FileMapping.TryOpen(file.File)!;
        mapping.TryLocate(0, Piece, out _).ShouldBeTrue("the first piece is whole");
        mapping.TryLocate(Piece, 512, out _).ShouldBeFalse();
        mapping.TryLocate(Piece - 512, 1024, out _).ShouldBeFalse("half of it is in the second piece");
        var spent = file.File.ReadAllocatedBytes();

        file.Fill(2 * Piece - Block, Block);

        var asked = 0;
        while (!mapping.TryLocate(Piece, 512, out _))
            (++asked).ShouldBeLessThan(1000, "it is looked at again");
        spent.ShouldBe(2 * Piece - Block, "looking fills no hole");
    }

    [SkippableFact]
    public void TryLocate_OfNothingButHoles_SpendsNothing()
    {
        using var file = new MemoryFile(64L * Piece);
        using var mapping = FileMapping.TryOpen(file.File)!;

        for (var offset = 0L; offset < 64L * Piece; offset += Piece / 8)
            mapping.TryLocate(offset, Block, out _).ShouldBeFalse();

        file.File.ReadAllocatedBytes().ShouldBe(0);
    }

    [SkippableFact]
    public void TryOpen_OfAFileOnADisk_Throws()
    {
        using var path = new TestFile(Block);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions());
        Skip.If(file.IsInMemory, "the tests' folder is in memory");

        Should.Throw<ArgumentException>(() => FileMapping.TryOpen(file)).Message.ShouldContain(path.Path);
    }

    [SkippableFact]
    public void TryLocate_OnceWarm_AllocatesNothing()
    {
        using var file = new MemoryFile(4L * Piece);
        file.Fill(0, Piece);
        using var mapping = FileMapping.TryOpen(file.File)!;

        Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 10_000; i++)
                mapping.TryLocate(i % 4 * (long)Piece, 512, out _);
        }).ShouldBe(0);
    }
}
