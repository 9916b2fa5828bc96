using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Wire.Tests.Conformance;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>Many requests on the way at a time, every byte checked.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Blocks = 256;

    // Less than the load's own patience, so that a lost request shows as a retransmission.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(15);

    [SkippableTheory, EverySetup]
    public void Load_MixedAtDepth32_EveryByteRight(int mtu, string engine) =>
        Run(mtu, engine, new LoadOptions { Depth = 32, Operations = 20_000, RetransmitAfter = Never })
            .Retransmissions.ShouldBe(0, "nothing is lost on this cable");

    [SkippableTheory, EverySetup]
    public void Load_Sequential_EveryByteRight(int mtu, string engine) =>
        Run(mtu, engine, new LoadOptions { Depth = 32, Operations = 10_000, Sequential = true, RetransmitAfter = Never })
            .Retransmissions.ShouldBe(0, "nothing is lost on this cable");

    /// <summary>Far below the time an answer takes, so that most requests are on the way several times.</summary>
    [SkippableTheory, EverySetup]
    public void Load_RetransmittedWithNewTags_EveryByteRight(int mtu, string engine) =>
        Run(mtu, engine, new LoadOptions { Depth = 16, Operations = 5_000, RetransmitAfter = TimeSpan.FromMicroseconds(50) })
            .Retransmissions.ShouldBeGreaterThan(0);

    [SkippableTheory, EverySetup]
    public void Load_RetransmittedWithTheSameTag_EveryByteRight(int mtu, string engine) =>
        Run(mtu, engine, new LoadOptions
        {
            Depth = 16,
            Operations = 5_000,
            RetransmitAfter = TimeSpan.FromMicroseconds(50),
            NewTagOnRetransmit = false,
        }).Retransmissions.ShouldBeGreaterThan(0);

    private LoadResult Run(int mtu, string engine, LoadOptions options)
    {
        Requires.Target();
        var sectors = (mtu - 36) / 512;
        using var target = new Subject(new SubjectOptions(mtu, engine) { Sectors = Blocks * sectors, IsFilled = false });
        target.Me.AskUntilAnswered(target.Me.Config());
        var journal = new LoadJournal(0, Blocks, sectors);
        var result = new VerifiedLoad(target.Me, options, journal).Run();
        output.WriteLine($"{result.OperationsPerSecond:f0}/s, p50 {result.Latency.Microseconds(0.5):f0} us, "
            + $"p99 {result.Latency.Microseconds(0.99):f0} us, {result.Retransmissions} retransmissions");
        result.Failure.ShouldBeNull();
        (result.Reads + result.Writes).ShouldBeGreaterThanOrEqualTo(options.Operations);
        journal.Check(target.Image.Path).ShouldBeNull();
        return result;
    }
}
