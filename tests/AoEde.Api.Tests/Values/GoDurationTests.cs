using AoEde.Api.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Values;

public sealed class GoDurationTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("2m", 120 * Second)]
    [InlineData("1h30m", 5400 * Second)]
    [InlineData("30m1h", 5400 * Second)]
    [InlineData("1.5s", Second + (Second / 2))]
    [InlineData("100ms", Second / 10)]
    [InlineData("1us", 1000)]
    [InlineData("1µs", 1000)]
    [InlineData("0s", 0)]
    [InlineData("2562047h", 2562047L * 3600 * Second)]
    public void Parse_ValidText_GivesNanoseconds(string text, long nanoseconds) => GoDuration.Parse(text).Nanoseconds.ShouldBe(nanoseconds);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("30")]
    [InlineData("1d")]
    [InlineData("-1m")]
    [InlineData("1h 30m")]
    [InlineData("m")]
    [InlineData(".5h")]
    [InlineData("1.h")]
    [InlineData("1..5h")]
    [InlineData("1H")]
    [InlineData("2562048h")]
    public void TryParse_OtherText_Fails(string? text) => GoDuration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ToString_AnyLength_ReadsBackTheSame() =>
        Prop.ForAll(Amounts.Arbitrary, length => GoDuration.Parse(new GoDuration(length).ToString()).Nanoseconds == length)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void ToString_MixedLength_SkipsZeros() => new GoDuration(3600 * Second + 1_000_000).ToString().ShouldBe("1h1ms");

    [Fact]
    public void ToTimeSpan_Length_IsTheSameTime() => GoDuration.Parse("1h30m").ToTimeSpan().ShouldBe(TimeSpan.FromMinutes(90));
}
