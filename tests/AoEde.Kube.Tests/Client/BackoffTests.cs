using AoEde.Kube.Client.Transport;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Client;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_WithTheLargestChance_DoubleUpToTenSeconds() =>
        Enumerable.Range(0, 9).Select(failures => Backoff.OfRequests(() => 1).After(failures).TotalSeconds)
            .ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10]);

    [Fact]
    public void Wait_WithAnyChance_IsBetweenHalfAndWhole() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 999), Gen.Choose(0, 5000)).ToArbitrary(),
        pair =>
        {
            var (chance, failures) = pair;
            var longest = Backoff.OfRequests(() => 1).After(failures);
            var wait = Backoff.OfRequests(() => chance / 1000.0).After(failures);
            return wait <= longest && wait >= longest / 2 - TimeSpan.FromMilliseconds(1);
        }));
}
