using AoEde.Engine.Freeze;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The checksum against published values.</summary>
public sealed class Crc32CTests
{
    [Theory]
    [InlineData("313233343536373839", 0xE3069283u)] // The check value of the catalogues: "123456789".
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)] // RFC 3720 B.4.
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62A8AB43u)]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x46DD794Eu)]
    [InlineData("", 0u)]
    public void Of_PublishedInput_IsThePublishedValue(string hex, uint expected) =>
        Crc32C.Of(Convert.FromHexString(hex)).ShouldBe(expected);

    [Fact]
    public void OfAllBut_AnyHole_TakesItAsZero()
    {
        byte[] bytes = [.. Enumerable.Range(1, 40).Select(i => (byte)i)];
        for (int hole = 0; hole <= 36; hole++)
        {
            byte[] zeroed = [.. bytes];
            zeroed.AsSpan(hole, 4).Clear();
            Crc32C.OfAllBut(bytes, hole).ShouldBe(Crc32C.Of(zeroed));
        }
    }
}
