using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Ordering;
using AoEde.Testing.Processes;
using AoEde.Testing.Relays;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Relays;

/// <summary>A target behind a cable that loses, doubles, reorders and repeats frames.</summary>
public sealed class RelayTests(ITestOutputHelper output)
{
    private static readonly RelayFaults Bad = new()
    {
        LossPercent = 1,
        DuplicatePercent = 2,
        ReorderPercent = 5,
        ReplayPercent = 2,
        ReplayAfterAtMost = TimeSpan.FromMilliseconds(500),
    };

    [SkippableTheory, InlineData(1500), InlineData(9000)]
    public void Cable_WithoutFaults_PassesEveryFrame(int mtu)
    {
        Requires.Target();
        using var cable = new RelayedCable(mtu, new RelayFaults());
        using var left = Initiator.Open(cable.Target, takesEverything: true);
        using var right = Initiator.Open(cable.Initiator, takesEverything: true);
        var random = new Random(mtu);
        var frames = Enumerable.Range(0, 500).Select(i => Frame(random, left, right, random.Next(60, mtu + 15))).ToList();
        for (var at = 0; at < frames.Count; at += 100)
        {
            left.SendBurst(frames.Skip(at).Take(100));
            foreach (var frame in frames.Skip(at).Take(100))
            {
                right.TryTake(TimeSpan.FromSeconds(5), out var arrived).ShouldBeTrue();
                arrived.Bytes.ShouldBe(frame);
            }
        }

        cable.Relay.Stop();
        cable.Relay.ToA.ShouldBe(default);
        cable.Relay.ToB.ShouldBe(new RelayCounts(500, 500, 0, 0, 0, 0, 0));
        cable.Relay.Refused.ShouldBe(0);
    }

    [SkippableTheory, InlineData(1500, "io-uring"), InlineData(9000, "aio")]
    public void Load_OverABadCable_EveryByteRight(int mtu, string engine)
    {
        Requires.OurAgent();
        var sectors = (mtu - 36) / 512;
        using var image = new TempImage(256 * sectors, filled: false);
        using var cable = new RelayedCable(mtu, Bad with { Seed = Settings.Seed });
        using var agent = Start(cable, engine, image);
        using var initiator = Initiator.Open(cable.Initiator);
        var journal = new LoadJournal(0, 256, sectors);
        var options = new LoadOptions
        {
            Depth = 32,
            Operations = 5_000,
            RetransmitAfter = TimeSpan.FromMilliseconds(30),
            Seed = Settings.Seed,
        };
        var result = new VerifiedLoad(initiator.Find(1, 2), options, journal).Run();
        Finish(cable);
        result.Failure.ShouldBeNull($"seed {Settings.Seed}\n{agent.Story}");
        result.Retransmissions.ShouldBeGreaterThan(0);
        agent.Stop().ShouldBe(0, agent.Story);
        journal.Check(image.Path).ShouldBeNull($"seed {Settings.Seed}");
    }

    [SkippableTheory, InlineData(1500, "aio"), InlineData(9000, "io-uring -d")]
    public void OverlappingRequests_OverABadCable_HaveOneOrder(int mtu, string engine)
    {
        Requires.OurAgent();
        var seeds = Math.Max(1, Settings.OrderingSeeds / 20);
        using var image = new TempImage(seeds * 24, filled: false);
        using var cable = new RelayedCable(mtu, Bad with { Seed = Settings.Seed });
        using var agent = Start(cable, engine, image);
        using var initiator = Initiator.Open(cable.Initiator, takesEverything: true);
        var target = initiator.Find(1, 2).Target;
        for (var i = 0; i < seeds; i++)
        {
            var options = new OrderingOptions
            {
                Seed = Settings.Seed + i,
                FirstLba = i * 24,
                HasDoublingCable = true,
                SendAgainAfter = TimeSpan.FromMilliseconds(30),
            };
            var load = new OrderingLoad(initiator, target, options);
            var history = load.Run();
            (load.Failure ?? Linearizability.Violation(history)).ShouldBeNull($"seed {options.Seed}\n{agent.Story}");
        }

        Finish(cable);
    }

    private static byte[] Frame(Random random, Initiator from, Initiator to, int length)
    {
        var frame = new byte[length];
        random.NextBytes(frame);
        to.Mac.WriteTo(frame);
        from.Mac.WriteTo(frame.AsSpan(6));
        (frame[12], frame[13]) = (0x88, 0xA2);
        return frame;
    }

    private static AgentProcess Start(RelayedCable cable, string engine, TempImage image) => AgentProcess.StartReady(
        cable.Target.Host, ["export", "--engine", .. engine.Split(' '), "1", "2", cable.Target.Name, image.Path]);

    private void Finish(RelayedCable cable)
    {
        cable.Relay.Stop();
        output.WriteLine($"AOEDE_SEED={Settings.Seed}");
        output.WriteLine($"to the initiator: {cable.Relay.ToB}\nto the target: {cable.Relay.ToA}\nrefused: {cable.Relay.Refused}");
        foreach (var counts in new[] { cable.Relay.ToA, cable.Relay.ToB })
            new[] { counts.Lost, counts.Duplicated, counts.Reordered, counts.Replayed }.Min().ShouldBeGreaterThan(0);
    }
}
