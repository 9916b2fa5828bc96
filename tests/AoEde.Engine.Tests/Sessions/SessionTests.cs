using System.Buffers.Binary;
using AoEde.Engine.Sessions;

namespace AoEde.Engine.Tests.Sessions;

/// <summary>What one initiator negotiates, and what becomes of its tags.</summary>
public sealed class SessionTests
{
    private readonly TagWindowPool _windows = new(most: 2);
    private readonly Session _session = new();

    [Fact]
    public void Write_Succeeded_IsKnownByItsTag()
    {
        Track(TagMode.BigEndian);
        var ticket = _session.Begin(100);
        _session.Look(100).ShouldBe(TagState.Running);
        ticket.Settle(succeeded: true);

        _session.Look(100).ShouldBe(TagState.Done);
        _session.Look(99).ShouldBe(TagState.New);
    }

    [Fact]
    public void Tags_InLittleEndian_AreNeighboursByTheirFirstByte()
    {
        Track(TagMode.LittleEndian);
        _session.Begin(Reversed(uint.MaxValue)).Settle(succeeded: true);
        _session.Begin(Reversed(1)).Settle(succeeded: true);

        _session.Look(Reversed(uint.MaxValue)).ShouldBe(TagState.Done, "one is a short way behind the other");
        _session.Look(Reversed(1)).ShouldBe(TagState.Done);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tag_OfZero_IsNeverRemembered(bool littleEndian)
    {
        Track(littleEndian ? TagMode.LittleEndian : TagMode.BigEndian);
        var ticket = _session.Begin(0);
        ticket.Session.ShouldBeNull();
        ticket.Settle(succeeded: true);

        _session.Look(0).ShouldBe(TagState.New);
    }

    [Fact]
    public void Write_BegunBeforeAReset_IsNotRememberedAfterIt()
    {
        Track(TagMode.LittleEndian);
        var ticket = _session.Begin(7);
        _session.Reset();
        Track(TagMode.LittleEndian);
        ticket.Settle(succeeded: true);
        _session.Look(7).ShouldBe(TagState.New);

        var again = _session.Begin(7);
        ticket.Settle(succeeded: true);
        _session.Look(7).ShouldBe(TagState.Running, "the first write's end is not the second's");
        again.Settle(succeeded: true);
        _session.Look(7).ShouldBe(TagState.Done);
    }

    [Fact]
    public void Track_Again_ForgetsAllTags()
    {
        Track(TagMode.LittleEndian);
        _session.Begin(7).Settle(succeeded: true);
        Track(TagMode.LittleEndian);
        _session.Look(7).ShouldBe(TagState.New);
        _session.Begin(7).Settle(succeeded: true);
        Track(TagMode.BigEndian);

        _session.Look(7).ShouldBe(TagState.New);
    }

    [Fact]
    public void Track_WithoutMemoryLeft_ChangesNothing()
    {
        _windows.TryTake(out _).ShouldBeTrue();
        _windows.TryTake(out var last).ShouldBeTrue();
        Track(TagMode.Random);
        int changes = _session.Changes;

        _session.TryTrackTags(TagMode.LittleEndian, _windows).ShouldBeFalse();
        _session.Tags.ShouldBe(TagMode.Random);
        _session.Changes.ShouldBe(changes);
        _windows.Return(last);
        Track(TagMode.LittleEndian);
    }

    [Fact]
    public void Track_Random_RemembersNoWriteAndNeedsNoMemory()
    {
        Track(TagMode.LittleEndian);
        Track(TagMode.Random);
        _session.TracksWrites.ShouldBeFalse();
        _session.Begin(7).Settle(succeeded: true);
        _session.Look(7).ShouldBe(TagState.New);
        _windows.TryTake(out _).ShouldBeTrue();
        _windows.TryTake(out _).ShouldBeTrue("the window it had was given back");
    }

    [Fact]
    public void Reset_OfEverything_KeepsTheEpisode()
    {
        Track(TagMode.BigEndian);
        _session.CoalesceReads();
        _session.UseChecksums();
        _session.CongestionEpisode = 5;
        _session.HasState.ShouldBeTrue();
        _session.Reset();

        _session.HasState.ShouldBeFalse();
        (_session.Tags, _session.CoalescesReads, _session.HasChecksums, _session.TracksWrites).ShouldBe((TagMode.None, false, false, false));
        _session.CongestionEpisode.ShouldBe(5);
    }

    private void Track(TagMode mode) => _session.TryTrackTags(mode, _windows).ShouldBeTrue();

    private static uint Reversed(uint value) => BinaryPrimitives.ReverseEndianness(value);
}
