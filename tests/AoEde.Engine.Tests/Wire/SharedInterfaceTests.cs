using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Wire;
using AoEde.Protocol;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;

namespace AoEde.Engine.Tests.Wire;

/// <summary>One interface served by several threads looks like one interface, to both sides.</summary>
public sealed class SharedInterfaceTests
{
    [SkippableTheory]
    [InlineData(2)]
    [InlineData(4)]
    public void BroadcastQuery_OfManyStations_IsAnsweredOnceToEach(int threads)
    {
        using var served = ServedTarget.Start(threads: threads);
        using var stations = new Stations(served);

        var tags = stations.Send(_ => served.Client.Config() with { Destination = MacAddress.Broadcast });
        stations.Await(tags);
        stations.Fence();

        tags.ShouldAllBe(t => stations.Answers(t) == 1);
        served.Pump.Tally.Received.ShouldBe(2 * Stations.Count);
        served.Pump.Threads.ShouldAllBe(t => t.Loop.Received > 0, "every thread has some of the stations");
    }

    [SkippableFact]
    public async Task Advertise_OnSeveralThreads_IsHeardOnce()
    {
        using var served = ServedTarget.Start(threads: 4);
        using var stations = new Stations(served);

        served.Pump.Advertise(served.Target);
        // Every thread has been through its mailbox by then, and has sent before it answers.
        await served.Pump.SetMtuAsync(1500);
        stations.Fence();

        stations.Heard.Count(r => r.Destination.IsGroup && r.Command == 1).ShouldBe(1);
    }

    [SkippableFact]
    public async Task AskForOthers_OnSeveralThreads_IsAskedOnce()
    {
        using var served = ServedTarget.Start(threads: 4);
        using var stations = new Stations(served);

        served.Pump.AskForOthers(tag: 77);
        await served.Pump.SetMtuAsync(1500);
        stations.Fence();

        stations.Answers(77).ShouldBe(1);
    }

    [SkippableFact]
    public async Task HoldWrites_OnSeveralThreads_KeepsThoseOfEveryStationUntilTheyAreReleased()
    {
        using var served = ServedTarget.Start(threads: 2);
        using var stations = new Stations(served);

        await served.Pump.HoldWritesAsync(served.Target);
        var writes = stations.Send(i => served.Client.Write((ulong)i, Sector(i)));
        stations.Fence();
        writes.ShouldAllBe(t => stations.Answers(t) == 0);
        served.Lanes.ShouldAllBe(l => l.Unanswered > 0);

        await served.Pump.ReleaseWritesAsync(served.Target);
        stations.Await(writes);
        served.Lanes.Sum(l => l.Counters.WrittenBytes).ShouldBe(Stations.Count * AoeWire.SectorSize);
    }

    [SkippableFact]
    public async Task Remove_WithWritesOnEveryThread_EndsWithNothingUnderWay()
    {
        using var served = ServedTarget.Start(threads: 2);
        using var stations = new Stations(served);

        // All over each other, so that those of one thread wait for those of the other.
        var writes = stations.Send(i => served.Client.Write((ulong)(i % 4), Sector(i)));
        await served.Pump.RemoveAsync(served.Target);

        served.Lanes.ShouldAllBe(l => l.Unanswered == 0);
        served.Target.InFlight.Count.ShouldBe(0);
        Eventually.True(
            () => served.Lanes.Sum(l => l.Counters.WrittenBytes) / AoeWire.SectorSize + served.Pump.Tally.Dropped(DropReason.NoTarget) == writes.Length,
            "each write was answered or came too late");
    }

    [SkippableFact]
    public void Pulse_OfEachThread_IsItsOwn()
    {
        using var stop = new ManualResetEventSlim();
        using var served = ServedTarget.Start(threads: 2);
        var time = new ManualTime();
        served.Pump.Threads[1].Post(stop.Wait);
        foreach (var thread in served.Pump.Threads)
            thread.Pulse.Ask(time, thread.Post);
        time.Advance(TimeSpan.FromSeconds(1));

        try
        {
            Eventually.True(() => served.Pump.Threads[0].Pulse.Silence(time) == TimeSpan.Zero, "the first turns");
            served.Pump.Threads[1].Pulse.Silence(time).ShouldBeGreaterThan(TimeSpan.Zero);
        }
        finally
        {
            stop.Set();
        }
    }

    private static byte[] Sector(int fill) => [.. Enumerable.Repeat((byte)fill, AoeWire.SectorSize)];
}
