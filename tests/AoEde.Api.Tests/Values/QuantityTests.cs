using AoEde.Api.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("512Mi", 512L << 20)]
    [InlineData("10Gi", 10L << 30)]
    [InlineData("1G", 1_000_000_000)]
    [InlineData("1k", 1000)]
    [InlineData("1.5Gi", 3L << 29)]
    [InlineData("1e9", 1_000_000_000)]
    [InlineData("1E3", 1000)]
    [InlineData("1E", 1_000_000_000_000_000_000)]
    [InlineData("0.1", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Parse_ValidText_GivesBytes(string text, long bytes) => Quantity.Parse(text).Bytes.ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1.2.3")]
    [InlineData("1 Gi")]
    [InlineData("1GB")]
    [InlineData("1gi")]
    [InlineData("1m")]
    [InlineData("1e")]
    [InlineData("1e-3")]
    [InlineData("8Ei")]
    [InlineData("1e99")]
    [InlineData("9223372036854775808")]
    [InlineData("٣")]
    public void TryParse_OtherText_Fails(string? text) => Quantity.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ToString_AnyAmount_ReadsBackTheSame() =>
        Prop.ForAll(Amounts.Arbitrary, bytes => Quantity.Parse(new Quantity(bytes).ToString()).Bytes == bytes)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10L << 30, "10Gi")]
    [InlineData(1_000_000_000, "1G")]
    [InlineData(1025, "1025")]
    [InlineData(0, "0")]
    public void ToString_Amount_IsShort(long bytes, string text) => new Quantity(bytes).ToString().ShouldBe(text);
}
