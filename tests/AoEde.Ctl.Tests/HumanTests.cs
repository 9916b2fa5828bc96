using AoEde.Ctl.Text;

namespace AoEde.Ctl.Tests;

public sealed class HumanTests
{
    [Theory]
    [InlineData("0", "0 B")]
    [InlineData("512", "512 B")]
    [InlineData("1024", "1 KiB")]
    [InlineData("1073741824", "1 GiB")]
    [InlineData("4000787030016", "3.6 TiB")]
    [InlineData("9223372036854775807", "8 EiB")]
    [InlineData("", "")]
    public void Size_Bytes_AreShownInTheLargestUnit(string bytes, string expected) => Human.Size(bytes).ShouldBe(expected);

    [Theory]
    [InlineData("2026-11-21T09:00:05Z", "0s")] // a clock that is ahead of ours
    [InlineData("2026-11-21T09:00:00Z", "0s")]
    [InlineData("2026-11-21T08:58:01Z", "119s")]
    [InlineData("2026-11-21T08:58:00Z", "2m")]
    [InlineData("2026-11-21T07:01:00Z", "119m")]
    [InlineData("2026-11-21T07:00:00Z", "2h")]
    [InlineData("2026-11-21T05:40:00Z", "3h20m")]
    [InlineData("2026-11-20T09:00:00Z", "24h")]
    [InlineData("2026-11-09T09:00:00Z", "12d")]
    [InlineData("nonsense", "")]
    public void Age_Moment_IsShownAsKubectlDoes(string since, string expected) => Human.Age(since, new FixedTime()).ShouldBe(expected);

    [Theory]
    [InlineData("1234567", "1234567")]
    [InlineData("1234567.0", "1234567")]
    [InlineData("0.125", "0.125")]
    [InlineData("x", "x")]
    public void Number_Value_LosesAnEmptyFraction(string value, string expected) => Human.Number(value).ShouldBe(expected);
}
