using AoEde.Api.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Api.Tests.Values;

public sealed class InitiatorMacTests
{
    [Fact]
    public void Parse_Text_PutsTheFirstByteHighest() => InitiatorMac.Parse("52:54:00:12:34:ab").Value.ShouldBe(0x5254001234abUL);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("52:54:00:12:34:AB")]
    [InlineData("52-54-00-12-34-ab")]
    [InlineData("52:54:00:12:34:a")]
    [InlineData("52:54:00:12:34:abc")]
    [InlineData("52:54:00:12:34:ag")]
    [InlineData("52:54:00:12:34a:b")]
    public void TryParse_OtherText_Fails(string? text) => InitiatorMac.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ToString_AnyAddress_ReadsBackTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), bits =>
        {
            var mac = new InitiatorMac(bits & 0xffff_ffff_ffff);
            return InitiatorMac.Parse(mac.ToString()) == mac;
        }).QuickCheckThrowOnFailure();
}
