using AoEde.Engine.Probe;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

public sealed class ProbeAnswerTests
{
    private static readonly ProbeAnswer Bare = new("net0", new AoeAddress(9, 0), MacAddress.Parse("52:54:00:00:00:01"));

    [Fact]
    public void Describe_AllIsKnown_NamesAllOfIt() =>
        (Bare with { Model = "M", Serial = "S", Sectors = 2, ConfigString = "lab" }).Describe()
            .ShouldBe("MAC 52:54:00:00:00:01 on net0, model 'M', serial 'S', 1024 bytes, config string 'lab'");

    [Fact]
    public void Describe_NothingWasTold_NamesTheCard() => Bare.Describe().ShouldBe("MAC 52:54:00:00:00:01 on net0");

    [Fact]
    public void SizeBytes_MoreSectorsThanAtaCanAddress_IsWhatItCan() =>
        (Bare with { Sectors = ulong.MaxValue }).SizeBytes.ShouldBe((1UL << 48) * 512);

    [Fact]
    public void Printable_AnyByte_IsAsciiOrADot()
    {
        var every = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var shown = ForeignText.Printable(every)!;
        shown[0x20..0x7F].ShouldBe(string.Concat(Enumerable.Range(0x20, 0x5F).Select(value => (char)value)));
        (shown[..0x20] + shown[0x7F..]).ShouldBe(new string('.', 256 - 0x5F));
    }

    [Fact]
    public void Ask_NoSuchInterface_NamesThoseThereAre() =>
        Should.Throw<ProbeException>(() => AddressProbe.Ask("no-such-link", [AoeAddress.Broadcast], ProbeTimes.BeforeAnnouncing, TimeProvider.System))
            .Message.ShouldMatch("^there is no interface no-such-link; there are .*lo");
}
