using AoEde.Native.Netlink;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Native.Tests.Netlink;

public sealed class LinkMessageTests
{
    private static readonly byte[] Header = [0, 0, 1, 0, 7, 0, 0, 0, 0x01, 0x00, 0x01, 0x00, 0, 0, 0, 0];

    [Fact]
    public void TryParse_NestedKind_IsRead()
    {
        byte[] body =
        [
            .. Header,
            .. Attribute(NetlinkConstants.IFLA_IFNAME, "eth0\0"u8),
            .. Attribute(NetlinkConstants.IFLA_LINKINFO | 0x8000,
                [.. Attribute(9, [1]), .. Attribute(NetlinkConstants.IFLA_INFO_KIND, "bond\0"u8)]),
            .. Attribute(NetlinkConstants.IFLA_ADDRESS, [0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF]),
        ];

        LinkMessage.TryParse(body, out var link).ShouldBeTrue();

        link.ShouldBe(new LinkInfo(7, "eth0", 0xAABBCCDDEEFF, 0, IsUp: true, "bond"));
    }

    [Theory]
    [InlineData(0x00001u, 6, false)]
    [InlineData(0x10000u, 6, false)]
    [InlineData(0x10001u, 6, true)]
    [InlineData(0x10001u, 0, true)]
    [InlineData(0x10001u, 2, false)]
    [InlineData(0x10001u, 5, false)]
    public void TryParse_FlagsAndOperState_DecideUp(uint flags, byte state, bool isUp)
    {
        var header = Header.ToArray();
        BitConverter.TryWriteBytes(header.AsSpan(8), flags).ShouldBeTrue();

        LinkMessage.TryParse(
            [.. header, .. Attribute(NetlinkConstants.IFLA_IFNAME, "a\0"u8), .. Attribute(NetlinkConstants.IFLA_OPERSTATE, [state])],
            out var link).ShouldBeTrue();

        link.IsUp.ShouldBe(isUp);
    }

    [Fact]
    public void TryParse_InfinibandAddress_IsNoMac()
    {
        LinkMessage.TryParse(
            [.. Header, .. Attribute(NetlinkConstants.IFLA_IFNAME, "ib0\0"u8), .. Attribute(NetlinkConstants.IFLA_ADDRESS, new byte[20])],
            out var link).ShouldBeTrue();

        link.HardwareAddress.ShouldBe(0UL);
    }

    [Fact]
    public void TryParse_BridgePortOrNameless_IsNoLink()
    {
        var port = Header.ToArray();
        port[0] = 7;

        LinkMessage.TryParse([.. port, .. Attribute(NetlinkConstants.IFLA_IFNAME, "a\0"u8)], out _).ShouldBeFalse();
        LinkMessage.TryParse(Header, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryParse_AnyBytes_NeverThrowsNorInventsALink()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (start, rest) =>
        {
            foreach (var body in (byte[][])[[.. Header, .. start, .. rest], start, [.. Header, 8, 0, 18, 0, .. rest]])
            {
                if (LinkMessage.TryParse(body, out var link))
                    link.Name.ShouldNotBeEmpty();
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Messages_AnyBytes_EndWithoutThrowing()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte>(), (bytes, length) =>
        {
            var messages = new NetlinkMessages([length, 0, 0, 0, .. bytes]);
            var count = 0;
            while (messages.MoveNext())
                count++;
            count.ShouldBeLessThanOrEqualTo((bytes.Length + 4) / 16);
        }).QuickCheckThrowOnFailure();
    }

    private static byte[] Attribute(int type, ReadOnlySpan<byte> value)
    {
        var attribute = new byte[LinkMessage.Align(4 + value.Length)];
        BitConverter.TryWriteBytes(attribute, (ushort)(4 + value.Length)).ShouldBeTrue();
        BitConverter.TryWriteBytes(attribute.AsSpan(2), (ushort)type).ShouldBeTrue();
        value.CopyTo(attribute.AsSpan(4));
        return attribute;
    }
}
