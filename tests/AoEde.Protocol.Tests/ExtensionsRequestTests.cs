using AoEde.Protocol.Extensions;

namespace AoEde.Protocol.Tests;

/// <summary>Which tables are read, and as what.</summary>
public sealed class ExtensionsRequestTests
{
    [Fact]
    public void Strings_OfATable_AreReadInOrder()
    {
        ExtensionFrame.Read(ExtensionFrame.Of("reset")).ShouldBe(["reset"]);
        ExtensionFrame.Read(ExtensionFrame.Of("reset", "tag_inc_le", "nope")).ShouldBe(["reset", "tag_inc_le", "nope"]);
        ExtensionFrame.Read(ExtensionFrame.Of()).ShouldBe([]);
    }

    [Fact]
    public void Length_BigEndian_IsTakenWhereLittleEndianMakesNoSense() =>
        ExtensionFrame.Read(ExtensionFrame.WithTable("reset\0\0"u8.ToArray(), bigEndian: true)).ShouldBe(["reset"]);

    [Fact]
    public void Length_ThatMakesSenseBothWays_IsLittleEndian()
    {
        // 0x0002 is an empty table; read the other way it would be 512 bytes of zeros, which are closed as well.
        var frame = ExtensionFrame.WithTable(new byte[512], claimed: 2);
        ExtensionFrame.Read(frame).ShouldBe([]);
        frame[26] = (byte)'a';
        ExtensionFrame.Read(frame).ShouldBe(["a"], "only the longer reading is closed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(400)]
    [InlineData(0xFFFF)]
    public void Length_ThatIsNotTheTables_IsRefused(int claimed) =>
        ExtensionFrame.Read(ExtensionFrame.WithTable("reset\0\0"u8.ToArray(), claimed)).ShouldBeNull();

    [Fact]
    public void Table_EndingWithTheFrame_IsRead()
    {
        ExtensionFrame.Read(ExtensionFrame.Of(length: 33, "reset")).ShouldBe(["reset"]);
        ExtensionFrame.Read(ExtensionFrame.Of(length: 32, "reset")).ShouldBeNull();
        ExtensionFrame.Read(ExtensionFrame.Of(length: 28)).ShouldBe([]);
        ExtensionFrame.Read(ExtensionFrame.Of(length: 26)).ShouldBeNull();
        ExtensionFrame.Read(ExtensionFrame.Of(length: 25)).ShouldBeNull();
    }

    [Fact]
    public void EmptyString_InTheMiddle_EndsTheTable() =>
        ExtensionFrame.Read(ExtensionFrame.WithTable("reset\0\0crc8x4\0\0"u8.ToArray())).ShouldBe(["reset"]);

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" \t12x", 12)]
    [InlineData("-1", -1)]
    [InlineData("+7", 7)]
    [InlineData("x", 0)]
    [InlineData("-", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("99999999999999999999999", int.MaxValue)]
    [InlineData("-99999999999999999999999", int.MinValue)]
    public void Number_OfAString_IsReadAsCDoes(string text, int number)
    {
        ExtensionFrame.TryParse(ExtensionFrame.Of(text), out var request).ShouldBeTrue();
        var strings = request.Strings;
        strings.MoveNext().ShouldBeTrue();
        strings.Current.ToNumber().ShouldBe(number);
    }

    [Fact]
    public void Name_InCapitals_IsAnother()
    {
        ExtensionFrame.TryParse(ExtensionFrame.Of("RESET"), out var request).ShouldBeTrue();
        var strings = request.Strings;
        strings.MoveNext().ShouldBeTrue();
        strings.Current.Is(ExtensionName.Reset).ShouldBeFalse();
        strings.Current.Is("RESET"u8).ShouldBeTrue();
    }
}
