using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

public sealed class AddressTests
{
    [Fact]
    public void Address_ToStringAndBack_IsTheSame() => Prop.ForAll(AnyFrame.Address.ToArbitrary(), address =>
        AoeAddress.TryParse(address.ToString(), out var plain) && plain == address
        && AoeAddress.TryParse("e" + address, out var named) && named == address
        && AoeAddress.Parse(address.ToString()) == address).QuickCheckThrowOnFailure();

    [Fact]
    public void Accepts_AnyPair_MeansEachHalfIsEqualOrAny() =>
        Prop.ForAll(Gen.Zip(AnyFrame.Address, AnyFrame.Address).ToArbitrary(), pair =>
        {
            var (own, asked) = pair;
            var shelf = asked.Shelf == own.Shelf || asked.Shelf == 0xFFFF;
            var slot = asked.Slot == own.Slot || asked.Slot == 0xFF;
            return own.Accepts(asked) == (shelf && slot) && own.Accepts(own) && own.Accepts(AoeAddress.Broadcast)
                && asked.IsWildcard == (asked.Shelf == 0xFFFF || asked.Slot == 0xFF);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Key_AnyPair_IsEqualExactlyForEqualAddresses() =>
        Prop.ForAll(Gen.Zip(AnyFrame.Address, AnyFrame.Address).ToArbitrary(), pair =>
            (pair.Item1.Key == pair.Item2.Key) == (pair.Item1 == pair.Item2)
            && pair.Item1.Key == pair.Item1.Shelf * 256u + pair.Item1.Slot).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(0xFFFF, 0xFF, true)]
    [InlineData(1, 0xFF, true)]
    [InlineData(0xFFFF, 2, true)]
    [InlineData(9, 2, false)]
    [InlineData(1, 9, false)]
    [InlineData(0xFFFF, 9, false)]
    [InlineData(9, 0xFF, false)]
    [InlineData(0xFF, 2, false)]
    public void Accepts_RequestTo_DecidesByHalves(ushort shelf, byte slot, bool accepted) =>
        Sample.Address.Accepts(new AoeAddress(shelf, slot)).ShouldBe(accepted);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("e")]
    [InlineData(".")]
    [InlineData("9")]
    [InlineData("9.")]
    [InlineData(".0")]
    [InlineData("9.0.1")]
    [InlineData("65536.0")]
    [InlineData("9.256")]
    [InlineData("-1.0")]
    [InlineData("+1.0")]
    [InlineData(" 9.0")]
    [InlineData("9.0 ")]
    [InlineData("ee9.0")]
    [InlineData("0x9.0")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        AoeAddress.TryParse(text, out var address).ShouldBeFalse();
        address.ShouldBe(default);
        if (text is not null) Should.Throw<FormatException>(() => AoeAddress.Parse(text));
    }
}
