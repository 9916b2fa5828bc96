using AoEde.Engine.Wire;

namespace AoEde.Engine.Tests.Wire;

/// <summary>Error replies a second: noise on the wire does not make us noisy.</summary>
public sealed class ErrorBudgetTests
{
    private const int PerSecond = 1000;
    private readonly ErrorBudget _budget = new();

    [Fact]
    public void Spend_WithinOneSecond_EndsAtTheLimit()
    {
        Spend(from: 5000, to: 5999, PerSecond).ShouldBe(PerSecond);
        _budget.TrySpend(5999).ShouldBeFalse();
    }

    [Fact]
    public void Spend_NextSecond_BeginsAnew()
    {
        Spend(5000, 5999, 5 * PerSecond).ShouldBe(PerSecond);

        Spend(6000, 6000, 5 * PerSecond).ShouldBe(PerSecond);
    }

    [Fact]
    public void Spend_AFlood_NeverOpensAgainInTheSameSecond()
    {
        Spend(5000, 5000, PerSecond);
        for (int i = 0; i < 3_000_000; i++)
            _budget.TrySpend(5000).ShouldBeFalse();
    }

    private int Spend(long from, long to, int times) =>
        Enumerable.Range(0, times).Count(i => _budget.TrySpend(from + (i * (to - from) / times)));
}
