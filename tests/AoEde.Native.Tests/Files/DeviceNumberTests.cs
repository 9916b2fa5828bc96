using AoEde.Native.Files;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Native.Tests.Files;

public sealed class DeviceNumberTests
{
    [Theory]
    [InlineData("8:1\n", 8, 1)]
    [InlineData("253:1048575", 253, 1048575)]
    [InlineData("0:21", 0, 21)]
    public void TryParse_OfSysfsForm_Reads(string text, uint major, uint minor)
    {
        DeviceNumber.TryParse(text, out var number).ShouldBeTrue();
        number.ShouldBe(new DeviceNumber(major, minor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData(":1")]
    [InlineData("8:")]
    [InlineData("8:-1")]
    [InlineData("a:b")]
    public void TryParse_OfOtherText_IsFalse(string text) => DeviceNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ToString_OfAnyNumber_ParsesBack() =>
        Prop.ForAll<uint, uint>((major, minor) =>
            DeviceNumber.TryParse(new DeviceNumber(major, minor).ToString(), out var back)
            && back == new DeviceNumber(major, minor)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0x0801UL, 8, 1)]
    [InlineData(0xFD00UL, 253, 0)]
    [InlineData(0x0001_2000_0003_4500UL, 0x12345, 0)]
    [InlineData(0x1234560FE77UL, 0xFE, 0x12345677)]
    public void FromPacked_OfWideNumbers_SplitsThem(ulong packed, uint major, uint minor) =>
        DeviceNumber.FromPacked(packed).ShouldBe(new DeviceNumber(major, minor));
}
