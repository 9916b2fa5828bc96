using AoEde.Protocol.Extensions;
using AoEde.Testing.Host;

namespace AoEde.Protocol.Tests;

/// <summary>A collection in the frame loop is a pause for every initiator, so that loop has nothing to collect.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 10_000;
    private readonly byte[] _received = new byte[2048];
    private readonly byte[] _sent = new byte[2048];
    private readonly byte[] _sector = Sample.Sector();
    private readonly MacAddress[] _macs = Sample.Macs(3);
    private readonly (MaskDirective, MacAddress)[] _directives =
        [(MaskDirective.Add, Sample.Mac(1)), (MaskDirective.Delete, Sample.Mac(2))];

    [Fact]
    public void ParseAndReply_TenThousandRounds_AllocateNothing()
    {
        var bytesMoved = 0;
        Allocations.LeastOf(() =>
        {
            bytesMoved = 0;
            for (var i = 0; i < Rounds; i++) bytesMoved += Round();
        }).ShouldBe(0);
        bytesMoved.ShouldBe(Rounds * (548 + 60 + 60 + 60 + 60 + 60));
    }

    [Fact]
    public void Extensions_TenThousandRounds_AllocateNothing()
    {
        var request = ExtensionFrame.Of("reset", "tag_inc_le", "crc8x4", "nope");
        var accepted = 0;
        Allocations.LeastOf(() =>
        {
            accepted = 0;
            for (var i = 0; i < Rounds; i++) accepted += Negotiate(request);
        }).ShouldBe(0);
        accepted.ShouldBe((3 + 1) * Rounds);
    }

    private int Negotiate(byte[] frame)
    {
        if (!AoeHeader.TryParse(frame, out var header) || !ExtensionsRequest.TryParse(header, out var request)) return 0;
        ExtensionsReply.Write(_sent, ReplyContext.For(header, Sample.Target, Sample.Address), request);
        var accepted = 0;
        foreach (var text in request.Strings)
        {
            if (!text.Is(ExtensionName.Reset) && !text.Is(ExtensionName.TagIncrementLittleEndian) && !text.Is(ExtensionName.Crc8x4)) continue;
            ExtensionsReply.Accept(_sent, text);
            accepted++;
        }

        Crc8x4.Append(_sent, AoeWire.SectorSize);
        return accepted + CoalescedReads.In(header).Count;
    }

    /// <summary>One read, one write, one of each list and a bad command; the lengths of the answers.</summary>
    private int Round()
    {
        var total = Answer(RequestWriter.Read(_received, Sample.Request, 7, 1));
        total += Answer(RequestWriter.Write(_received, Sample.Request, 7, _sector));
        total += Answer(RequestWriter.Config(_received, Sample.Request, ConfigCommand.Set, "abc"u8));
        total += Answer(RequestWriter.Mask(_received, Sample.Request, MaskCommand.Edit, _directives));
        total += Answer(RequestWriter.Reserve(_received, Sample.Request, ReserveCommand.Set, _macs));
        var length = RequestWriter.ConfigRead(_received, Sample.Request);
        _received[19] = 7;
        return total + Answer(length);
    }

    private int Answer(int length)
    {
        if (!AoeHeader.TryParse(_received.AsSpan(0, length), out var header)) return 0;
        if (header.IsResponse || header.Source.IsGroup || !Sample.Address.Accepts(header.Address)) return 0;
        var context = ReplyContext.For(header, Sample.Target, Sample.Address);
        if (header.Command == AoeCommand.Ata && AtaRequest.TryParse(header, out var ata))
        {
            var bytes = ata.IsRead ? ata.Count * AoeWire.SectorSize : 0;
            return ReplyWriter.Ata(_sent, context, ata.Flags, AtaError.None, 0, AtaStatus.Ready, ata.RawLba, bytes);
        }

        if (header.Command == AoeCommand.Config && ConfigRequest.TryParse(header, out var config) && config.TryGetString(out var text))
            return ReplyWriter.Config(_sent, context, AoeError.None, 64, 1, 2, config.Command, text);
        if (header.Command == AoeCommand.Mask && MaskRequest.TryParse(header, out var mask) && mask.Fits && mask[1].Address == _macs[1])
            return ReplyWriter.Mask(_sent, context, mask.Command, _macs);
        if (header.Command == AoeCommand.Reserve && ReserveRequest.TryParse(header, out var list) && list.Fits && list[2] == _macs[2])
            return ReplyWriter.Reserve(_sent, context, AoeError.None, list.Command, _macs);
        return ReplyWriter.Error(_sent, context, AoeError.UnrecognizedCommand);
    }
}
