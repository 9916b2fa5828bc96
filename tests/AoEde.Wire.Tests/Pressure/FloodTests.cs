using System.Diagnostics;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Pressure;

/// <summary>One station asks as fast as it can, another one works.</summary>
public sealed class FloodTests(ITestOutputHelper output)
{
    private const int Queries = 100_000;
    private const int PerBurst = 100;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    [SkippableTheory, InlineData("io-uring"), InlineData("aio -d")]
    public void Case163_FloodOfBroadcastQueries_TheOtherInitiatorsRequestsAreAllAnswered(string engine)
    {
        Requires.OurAgent();
        var (network, links) = TestNetwork.Switched(1500, 3);
        using var cleanup = network;
        using var image = new TempImage(512, filled: false);
        using var agent = AgentProcess.StartReady(
            links[0].Host, ["export", "--engine", .. engine.Split(' '), "1", "2", links[0].Name, image.Path]);
        using var worker = Initiator.Open(links[1]);
        using var flooder = Initiator.Open(links[2]);
        var journal = new LoadJournal(0, 256, 2);
        var options = new LoadOptions { RetransmitAfter = TimeSpan.FromMilliseconds(100) };
        using var load = new BackgroundLoad(worker.Find(1, 2), options, journal);
        load.AwaitProgress(100);

        var before = load.Completed;
        var elapsed = Flood(flooder);
        var during = load.Completed - before;

        during.ShouldBeGreaterThan(0, "it is not starved");
        load.AwaitProgress(100);
        var result = load.Finish();
        result.Failure.ShouldBeNull(agent.Story);
        journal.Check(image.Path).ShouldBeNull();
        flooder.Find(1, 2).Target.Mac.ShouldBe(links[0].Mac);
        agent.Stop().ShouldBe(0, agent.Story);
        output.WriteLine($"{Queries} queries in {elapsed.TotalSeconds:f2} s, {during} requests of the other one meanwhile, "
            + $"{result.Retransmissions} retransmissions in all, p50 {result.Latency.Microseconds(0.5):f0} us, "
            + $"p99 {result.Latency.Microseconds(0.99):f0} us");
    }

    private static TimeSpan Flood(Initiator flooder)
    {
        var query = new RequestFrame
        {
            Destination = MacAddress.Broadcast,
            Source = flooder.Mac,
            Shelf = 0xFFFF,
            Slot = 0xFF,
            Command = 1,
            Tag = flooder.NewTag(),
            Argument = Arguments.Config(0),
        }.ToBytes();
        var burst = Enumerable.Repeat(query, PerBurst).ToArray();
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < Queries; sent += PerBurst)
        {
            flooder.SendBurst(burst);
            flooder.Forget();
            // Evenly over the time, as far as the machine is fast enough.
            while (Stopwatch.GetElapsedTime(started) < Length * sent / Queries)
                Thread.Yield();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
