using AoEde.Kube.Client.Transport;
using AoEde.Kube.Extensions;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Client;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_WithTheLargestChance_DoubleUpToTenSeconds() =>
        Enumerable.Range(1, 9).Select(failures => RetryPolicy.Waits(() => 1).After(failures).TotalSeconds)
            .ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10]);

    [Fact]
    public void Wait_WithAnyChance_IsBetweenHalfAndWhole() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 999), Gen.Choose(1, 5000)).ToArbitrary(),
        pair =>
        {
            var (chance, failures) = pair;
            var longest = RetryPolicy.Waits(() => 1).After(failures);
            var wait = RetryPolicy.Waits(() => chance / 1000.0).After(failures);
            return wait <= longest && wait >= longest / 2 - TimeSpan.FromMilliseconds(1);
        }));

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1.2)]
    public void WaitAround_AChance_IsUpToAFifthLessOrMore(double chance, double expected) =>
        new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.8, 1.2, () => chance).After(1).TotalSeconds.ShouldBe(expected, 1e-9);

    [Fact]
    public void LongestPause_OfAReflector_LetsAServerThatComesBackBeHeardWithinTwelveSeconds()
    {
        var options = new ReflectorOptions();
        new Backoff(options.FirstBackoff, options.LongestBackoff, 0.8, 1.2, () => 1).After(1000).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(12));
    }
}
