using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

public sealed class MacAddressTests
{
    [Fact]
    public void Mac_ToStringAndBack_IsTheSame() => Prop.ForAll(AnyFrame.Mac.ToArbitrary(), mac =>
        MacAddress.TryParse(mac.ToString(), out var lower) && lower == mac
        && MacAddress.TryParse(mac.ToString().ToUpperInvariant(), out var upper) && upper == mac
        && MacAddress.Parse(mac.ToString()) == mac).QuickCheckThrowOnFailure();

    [Fact]
    public void Mac_WrittenAndRead_IsTheSameAndSixBytes() => Prop.ForAll(AnyFrame.Mac.ToArbitrary(), mac =>
    {
        var frame = new StaleFrame(8);
        mac.WriteTo(frame.Span);
        return MacAddress.Read(frame.Bytes) == mac && frame.Bytes[6] == StaleFrame.Stale && frame.Bytes[7] == StaleFrame.Stale
            && mac.ToString() == Convert.ToHexStringLower(frame.Bytes[..6]).Chunk(2).Aggregate("", Join);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mac_HighBitsOfTheNumber_AreDropped() =>
        new MacAddress(0xABCD_0102_0304_0506).ShouldBe(MacAddress.Parse("01:02:03:04:05:06"));

    [Theory]
    [InlineData("ff:ff:ff:ff:ff:ff", true)]
    [InlineData("01:00:5e:00:00:01", true)]
    [InlineData("33:33:00:00:00:01", true)]
    [InlineData("02:00:00:00:00:01", false)]
    [InlineData("00:01:01:01:01:01", false)]
    public void IsGroup_FirstBytesLowBit_Decides(string text, bool group) => MacAddress.Parse(text).IsGroup.ShouldBe(group);

    [Fact]
    public void Mac_KnownValues_AreRecognised()
    {
        default(MacAddress).IsZero.ShouldBeTrue();
        MacAddress.Broadcast.IsZero.ShouldBeFalse();
        MacAddress.Broadcast.ToString().ShouldBe("ff:ff:ff:ff:ff:ff");
        Sample.Initiator.ToString().ShouldBe("02:00:00:00:00:01");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("020000000001")]
    [InlineData("02:00:00:00:00")]
    [InlineData("02:00:00:00:00:01:")]
    [InlineData("02-00-00-00-00-01")]
    [InlineData("02:00:00:00:00:0g")]
    [InlineData("02:00:00:00:00: 1")]
    [InlineData("+2:00:00:00:00:01")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        MacAddress.TryParse(text, out var mac).ShouldBeFalse();
        mac.ShouldBe(default);
        if (text is not null) Should.Throw<FormatException>(() => MacAddress.Parse(text));
    }

    [Fact]
    public void ReadAndWrite_FewerThanSixBytes_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MacAddress.Read(new byte[5]));
        Should.Throw<ArgumentOutOfRangeException>(() => MacAddress.Broadcast.WriteTo(new byte[5]));
    }

    private static string Join(string text, char[] part) => text.Length == 0 ? new string(part) : text + ":" + new string(part);
}
