using AoEde.Engine.Cache;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Cache;

/// <summary>How much may be unstable at disks of any speed, which are never told apart but by their syncs.</summary>
public sealed class UnstableRoomTests
{
    private const long Most = 64L << 20;
    private const long Least = 1L << 20;
    private const long Age = 5000;
    private readonly UnstableRoom _room = new(Most, Age);

    [Fact]
    public void Room_OfAnUnknownDevice_IsAnEighth() => _room.Bytes.ShouldBe(Most / 8);

    [Fact]
    public void Room_OfABoundBelowTheLeast_IsTheBound() => new UnstableRoom(4096, Age).Bytes.ShouldBe(4096);

    [Fact]
    public void NoteSync_ThatTookLongerThanHalfTheAge_LeavesWhatTheDeviceStoresInThat()
    {
        _room.NoteSync(4L << 20, 2 * Age);
        _room.Bytes.ShouldBe(Least);

        var other = new UnstableRoom(Most, Age);
        other.NoteSync(4L << 20, Age);
        other.Bytes.ShouldBe(2L << 20);
    }

    [Fact]
    public void NoteSync_OfLittleThatWasQuick_ProvesNothing()
    {
        _room.NoteSync(4096, 1);
        _room.Bytes.ShouldBe(Most / 8);
    }

    [Fact]
    public void NoteSync_OfADeviceThatNeverKeepsUp_NeverMakesMoreRoom()
    {
        _room.NoteSync(Most, Age);
        _room.Bytes.ShouldBe(Most / 8);
    }

    [Fact]
    public void AnyDevice_UnderWritesWithoutEnd_HasSyncsAsLongAsTheyMayBeAndNoShorterThanTheyMust() =>
        Prop.ForAll(Gen.Choose(10, 1 << 20).ToArbitrary(), rate =>
        {
            // Bytes for each tick of a clock of which the age has 5000: 10 KB/s to 1 GB/s. A writer without end fills each half.
            var room = new UnstableRoom(Most, Age);
            for (int i = 0; i < 20; i++)
                Sync(room, rate);
            for (int i = 0; i < 20; i++)
            {
                long bytes = room.Bytes / 2;
                long took = Sync(room, rate);
                (took <= Age / 2 || bytes <= Least / 2).ShouldBeTrue($"{bytes} bytes took {took}");
                (took >= Age / 9 || bytes >= Most / 2).ShouldBeTrue($"{bytes} bytes took only {took}");
            }
        }).QuickCheckThrowOnFailure();

    private static long Sync(UnstableRoom room, int rate)
    {
        long bytes = room.Bytes / 2;
        long took = bytes / rate;
        room.NoteSync(bytes, took);
        return took;
    }
}
