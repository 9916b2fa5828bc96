using AoEde.Native.Packet;

namespace AoEde.Native.Tests.Packet;

public sealed class FilterTests
{
    private const byte Ata = 0;
    private const byte Config = 1;

    [SkippableTheory]
    [InlineData(Ata)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0x23)]
    public void Filter_ResponseOfAnotherTarget_StaysOutside(byte command)
    {
        using var cable = Cable.Lay();

        cable.Peer.Send(TestFrame.Response(1, command));
        cable.Peer.Send(TestFrame.Request(2, command: command));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void Filter_ConfigResponse_PassesByDefault()
    {
        using var cable = Cable.Lay();

        cable.Peer.Send(TestFrame.Response(1, Config));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(1);
    }

    [SkippableFact]
    public void Filter_ConfigResponseNotAccepted_StaysOutside()
    {
        using var cable = Cable.Lay(options: new PacketPortOptions { RxFrames = 32, AcceptConfigResponses = false });

        cable.Peer.Send(TestFrame.Response(1, Config));
        cable.Peer.Send(TestFrame.Request(2, command: Config));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void Filter_ReceiveResponses_LetsEveryResponseIn()
    {
        using var cable = Cable.Lay(options: new PacketPortOptions { RxFrames = 32, ReceiveResponses = true });

        cable.Peer.Send(TestFrame.Response(1, Ata));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(1);
    }

    [SkippableFact]
    public void Filter_OtherEtherType_StaysOutside()
    {
        using var cable = Cable.Lay();
        var other = TestFrame.Request(1);
        other[13] = 0xA3;

        cable.Peer.Send(other);
        cable.Peer.Send(TestFrame.Request(2));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void Filter_ErrorResponse_StaysOutside()
    {
        using var cable = Cable.Lay();
        var error = TestFrame.Response(1, Ata);
        error[14] = 0x1C;

        cable.Peer.Send(error);
        cable.Peer.Send(TestFrame.Request(2));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }
}
