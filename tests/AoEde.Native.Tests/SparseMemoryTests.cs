namespace AoEde.Native.Tests;

public sealed class SparseMemoryTests
{
    [Fact]
    public void Words_Untouched_AreZero()
    {
        using var memory = new SparseMemory(1 << 20);
        memory.Words.ShouldBe(1 << 20);
        memory[0].ShouldBe(0UL);
        memory[(1 << 20) - 1].ShouldBe(0UL);
    }

    [Fact]
    public void Word_Written_KeepsItsValueAndLeavesItsNeighbours()
    {
        using var memory = new SparseMemory(3);
        memory[1] = ulong.MaxValue;
        Interlocked.And(ref memory[1], 5);
        memory.Span(0, 3).ToArray().ShouldBe([0UL, 5, 0]);
    }

    [Fact]
    public void Word_OutsideOrAfterTheEnd_IsRefused()
    {
        var memory = new SparseMemory(10);
        Should.Throw<ArgumentOutOfRangeException>(() => memory[10] = 1);
        Should.Throw<ArgumentOutOfRangeException>(() => memory[-1] = 1);
        Should.Throw<ArgumentOutOfRangeException>(() => memory.Span(9, 2).Clear());
        Should.Throw<ArgumentOutOfRangeException>(() => memory.Span(long.MaxValue, int.MaxValue).Clear());
        memory.Span(10, 0).Length.ShouldBe(0);
        memory.Dispose();
        memory.Dispose();
        Should.Throw<ArgumentOutOfRangeException>(() => memory[0] = 1);
        memory.Words.ShouldBe(0);
    }

    [Fact]
    public void New_MoreThanTheAddressSpace_IsAnError()
    {
        Should.Throw<NativeException>(() => new SparseMemory(1L << 58)).Errno.ShouldBe(Errno.ENOMEM);
        Should.Throw<ArgumentOutOfRangeException>(() => new SparseMemory(long.MaxValue));
    }
}
