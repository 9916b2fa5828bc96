using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Disk;

/// <summary>What counts as the same write in flight, and what does not.</summary>
public sealed class OverlapIndexDuplicateTests : IDisposable
{
    private readonly RequestBench _bench = new();
    private readonly OverlapIndex _index = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Write_SameSectorsAndData_HangsOnTheFirst()
    {
        var first = Write(fill: 7);
        _index.Admit(first).ShouldBe(Admission.Run);

        var again = Write(fill: 7);
        _index.Admit(again).ShouldBe(Admission.Duplicate);

        first.FirstDuplicate.ShouldBe(again);
        _index.Count.ShouldBe(1, "a duplicate is not in the list");
    }

    [Fact]
    public void Read_BesideTheList_IsDisturbedByAWriteAndByNothingElse()
    {
        int begun = _index.WritesBegun;
        _index.IsUndisturbedSince(begun).ShouldBeTrue();

        var write = Write(fill: 7);
        _index.Admit(write);
        _index.IsUndisturbedSince(begun).ShouldBeFalse();

        int after = _index.WritesBegun;
        Finish(write);
        _index.IsUndisturbedSince(after).ShouldBeTrue();
        _index.IsUndisturbedSince(begun).ShouldBeFalse("the write has come and gone while it was read");
    }

    [Fact]
    public void Write_SameDataThrice_AllHangOnTheFirst()
    {
        var first = Write(fill: 7);
        _index.Admit(first);
        var second = Write(fill: 7);
        var third = Write(fill: 7);
        _index.Admit(second).ShouldBe(Admission.Duplicate);
        _index.Admit(third).ShouldBe(Admission.Duplicate);

        Duplicates(first).ShouldBe([second, third], ignoreOrder: true);
    }

    [Fact]
    public void Write_SameSectorsOtherData_WaitsAndRunsAfter()
    {
        var first = Write(fill: 7);
        _index.Admit(first);
        var other = Write(fill: 8);
        _index.Admit(other).ShouldBe(Admission.Wait);

        Finish(first).ShouldBe([other]);
    }

    [Fact]
    public void Write_DifferentOnlyInItsLastByte_IsNoDuplicate()
    {
        _index.Admit(Write(fill: 7));
        var other = Write(fill: 7);
        AoEde.Native.RawMemory.At(other.Buffer, other.Bytes)[^1] = 8;

        _index.Admit(other).ShouldBe(Admission.Wait);
    }

    [Theory]
    [InlineData(100ul, 3)]
    [InlineData(101ul, 2)]
    [InlineData(99ul, 2)]
    [InlineData(101ul, 1)]
    public void Write_SameDataButAnotherRange_Waits(ulong lba, int sectors)
    {
        _index.Admit(Write(fill: 7));

        _index.Admit(_bench.Rent(DiskOperation.Write, lba, sectors, fill: 7)).ShouldBe(Admission.Wait);
    }

    [Fact]
    public void Write_SameAsOneThatWaits_HangsOnThatOne()
    {
        _index.Admit(_bench.Rent(DiskOperation.Read, 100, 1));
        var waiting = Write(fill: 7);
        _index.Admit(waiting).ShouldBe(Admission.Wait);

        _index.Admit(Write(fill: 7)).ShouldBe(Admission.Duplicate);
        Duplicates(waiting).Count.ShouldBe(1);
    }

    [Fact]
    public void Write_SameAsOneThatIsFinished_RunsAgain()
    {
        var first = Write(fill: 7);
        _index.Admit(first);
        Finish(first);

        _index.Admit(Write(fill: 7)).ShouldBe(Admission.Run);
    }

    [Fact]
    public void Reads_OfTheSameSectors_RunTogether()
    {
        _index.Admit(_bench.Rent(DiskOperation.Read, 100, 2)).ShouldBe(Admission.Run);
        _index.Admit(_bench.Rent(DiskOperation.Read, 100, 2)).ShouldBe(Admission.Run);
    }

    private DiskRequest Write(byte fill) => _bench.Rent(DiskOperation.Write, 100, 2, fill);

    private List<DiskRequest> Finish(DiskRequest request)
    {
        var released = default(RequestQueue);
        _index.Finish(request, ref released);
        var all = new List<DiskRequest>();
        while (released.Take() is { } next)
            all.Add(next);
        return all;
    }

    private static List<DiskRequest> Duplicates(DiskRequest leader)
    {
        var all = new List<DiskRequest>();
        for (var next = leader.FirstDuplicate; next is not null; next = next.Next)
            all.Add(next);
        return all;
    }
}
