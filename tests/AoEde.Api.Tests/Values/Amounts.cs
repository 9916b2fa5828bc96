using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Values;

/// <summary>Non-negative numbers of every size: small ones, all 63 bits, and round multiples.</summary>
internal static class Amounts
{
    public static Arbitrary<long> Arbitrary { get; } = Arb.From(
        from number in ArbMap.Default.GeneratorFor<ulong>()
        from shift in Gen.Choose(1, 63)
        from unit in Gen.Elements(1L, 1000L, 1L << 10, 1_000_000L, 1L << 20, 1L << 30, 3_600_000_000_000L)
        let small = (long)(number >> shift)
        select small <= long.MaxValue / unit ? small * unit : small);
}
