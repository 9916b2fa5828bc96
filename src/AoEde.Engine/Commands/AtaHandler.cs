using AoEde.Engine.Disk;
using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Protocol;
using AoEde.Protocol.Extensions;

namespace AoEde.Engine.Commands;

/// <summary>
/// Command 0. What may be answered at once is; reads that are not in the page cache, writes and flushes go to the disk and are
/// answered when they come back. Failures of I/O are ATA status, never an AoE error: Linux retries those until the disk dies.
/// </summary>
internal sealed class AtaHandler(
    Transmitter transmitter, RequestFlow flow, ReadRuns? reads = null, WriteRuns? writes = null, MappedReads? mapped = null)
{
    private const byte PowerActive = 0xFF;

    public DropReason Handle(in Inbound inbound)
    {
        if (!AtaRequest.TryParse(inbound.Header, out var ata))
            return DropReason.Malformed;

        var order = AtaOrder.Of(ata);
        // WinAoE discovers by broadcast IDENTIFY; nobody needs any other command sent to everyone.
        if (order.Opcode == AtaOpcode.IdentifyDevice)
            return Identify(inbound, order);
        if (inbound.Header.Address.IsWildcard)
            return Refuse(inbound, order, AoeError.BadArgument);
        if (inbound.Lane.Target.State.IsReservedFrom(inbound.Header.Source))
            return Refuse(inbound, order, AoeError.TargetReserved);

        return order.Opcode switch
        {
            AtaOpcode.ReadSectors or AtaOpcode.ReadSectorsExt => ReadAll(inbound, order),
            AtaOpcode.WriteSectors or AtaOpcode.WriteSectorsExt => Write(inbound, order, ata.Data),
            AtaOpcode.FlushCache or AtaOpcode.FlushCacheExt => Flush(inbound, order),
            AtaOpcode.CheckPowerMode => Done(inbound, order, CommandKind.OtherAta, PowerActive),
            _ => Fail(inbound, order, AtaError.Abort),
        };
    }

    // Each read that follows in the frame gets an answer of its own.
    private DropReason ReadAll(in Inbound inbound, in AtaOrder order)
    {
        var outcome = Read(inbound, order);
        if (inbound.Session is not { CoalescesReads: true })
            return outcome;
        var further = CoalescedReads.In(inbound.Header);
        for (int i = 0; i < further.Count; i++)
        {
            var read = further[i];
            inbound.Lane.Counters.CoalescedReads++;
            var next = Read(inbound.As(read.Tag), order.With(read));
            outcome = outcome == DropReason.None ? next : outcome;
        }

        return outcome;
    }

    private DropReason Read(in Inbound inbound, in AtaOrder order)
    {
        var lane = inbound.Lane;
        if (order.Count == 0)
            return Done(inbound, order, CommandKind.Read);
        if (order.Count > inbound.FittingSectors)
            return Fail(inbound, order, AtaError.Abort);
        if (!InRange(lane.Target.Sectors, order))
            return Fail(inbound, order, AtaError.IdNotFound);

        lane.NoteRead(inbound.Header.Source, order.Lba, order.Count);
        if (inbound.IsPlain && mapped is not null && mapped.TryTake(inbound, order))
            return DropReason.None;
        if (inbound.IsPlain && reads is not null && !lane.Target.File.IsDirect && reads.TryServe(inbound, order))
            return DropReason.None;
        if (!lane.Target.File.IsDirect && TryReadCached(inbound, order, out var outcome))
            return outcome;
        if (!flow.TryRent(lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, order, DiskOperation.Read);
        flow.Submit(request);
        return DropReason.None;
    }

    // From the page cache straight into the transmit ring: no buffer between, no second system call.
    private bool TryReadCached(in Inbound inbound, in AtaOrder order, out DropReason outcome)
    {
        var lane = inbound.Lane;
        outcome = DropReason.TransmitFull;
        int begun = lane.Target.InFlight.WritesBegun;
        if (!lane.Target.InFlight.IsClearForRead(order.Lba, order.Count))
            return false;
        if (!transmitter.TryBegin(out var frame, out nint address))
            return true;
        nint data = address + AoeWire.AtaHeaderLength;
        if (!lane.Target.TryReadCached(data, order.Lba, order.Count) || !lane.Target.InFlight.IsUndisturbedSince(begun))
            return false;
        lane.Counters.CountCachedReads(1, order.Bytes);
        outcome = SendData(inbound, order, frame, order.Bytes);
        return true;
    }

    private DropReason Write(in Inbound inbound, in AtaOrder order, ReadOnlySpan<byte> data)
    {
        var lane = inbound.Lane;
        if (lane.Target.Options.ReadOnly)
            return Fail(inbound, order, AtaError.Abort);
        if (order.Count == 0)
            return Done(inbound, order, CommandKind.Write);
        if (data.Length < order.Bytes)
            return Refuse(inbound, order, AoeError.BadArgument);
        // Before anything else is believed of it: a frame that was damaged on the way may ask for anything.
        if (inbound.Session is { HasChecksums: true } && !Crc8x4.IsAbsentOrRight(inbound.Header.Frame, order.Bytes))
        {
            lane.Counters.BadChecksums++;
            return DropReason.BadChecksum;
        }

        // An MTU does not count the Ethernet header, and ring frames are rounded up: a frame may hold more than a request's buffer.
        if (order.Count > inbound.FittingSectors)
            return Fail(inbound, order, AtaError.Abort);
        if (!InRange(lane.Target.Sectors, order))
            return Fail(inbound, order, AtaError.IdNotFound);

        mapped?.SendBefore(lane.Target, order.Lba, FrameRun.Longest * order.Count);
        if (inbound.IsPlain && writes is not null && writes.TryServe(inbound, order))
            return DropReason.None;
        return inbound.Session?.Look(inbound.Header.Tag) switch
        {
            TagState.Done => AcknowledgeAgain(inbound, order),
            TagState.Running => LeaveToTheFirst(lane),
            _ => SubmitWrite(inbound, order, data),
        };
    }

    private DropReason SubmitWrite(in Inbound inbound, in AtaOrder order, ReadOnlySpan<byte> data)
    {
        if (!flow.TryRent(inbound.Lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, order, DiskOperation.Write);
        request.Ticket = inbound.Session?.Begin(inbound.Header.Tag) ?? default;
        // Copied, so that a slow disk never holds a receive ring frame: the ring stops at the first frame that is held.
        data[..order.Bytes].CopyTo(RawMemory.At(request.Buffer, order.Bytes));
        flow.Submit(request);
        return DropReason.None;
    }

    // Done and stable; something newer may be there by now, which this copy must not undo.
    private DropReason AcknowledgeAgain(in Inbound inbound, in AtaOrder order)
    {
        inbound.Lane.Counters.AcknowledgedDuplicates++;
        return Done(inbound, order, CommandKind.Write);
    }

    // The answer to the first has this one's tag, and comes when that is stable. Should it get lost, this write comes again.
    private static DropReason LeaveToTheFirst(TargetLane lane)
    {
        lane.Counters.IgnoredDuplicates++;
        return DropReason.UnderWay;
    }

    private DropReason Flush(in Inbound inbound, in AtaOrder order)
    {
        if (!flow.TryRent(inbound.Lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, order, DiskOperation.Flush);
        flow.SubmitFlush(request);
        return DropReason.None;
    }

    private DropReason Identify(in Inbound inbound, in AtaOrder order)
    {
        // Exactly one sector is returned; 0 is what a sender means who leaves the register alone.
        if (order.Count > 1)
            return Refuse(inbound, order, AoeError.BadArgument);
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        if (frame.Length < AoeWire.AtaHeaderLength + AoeWire.SectorSize + AoeWire.ChecksumLength)
            return DropReason.TooLong;
        inbound.Lane.Target.IdentifyData.CopyTo(frame[AoeWire.AtaHeaderLength..]);
        inbound.Lane.Counters.Count(CommandKind.Identify, CommandResult.Ok);
        return SendData(inbound, order, frame, AoeWire.SectorSize);
    }

    private static void Fill(DiskRequest request, in Inbound inbound, in AtaOrder order, DiskOperation operation) =>
        order.Fill(request, inbound.Reply, operation, inbound.Session is { HasChecksums: true });

    private static bool InRange(ulong size, in AtaOrder order) => order.Lba <= size && order.Count <= size - order.Lba;

    private DropReason Done(in Inbound inbound, in AtaOrder order, CommandKind kind, byte count = 0)
    {
        inbound.Lane.Counters.Count(kind, CommandResult.Ok);
        return SendStatus(inbound, order, AtaStatus.Ready, default, count);
    }

    private DropReason Fail(in Inbound inbound, in AtaOrder order, AtaError error)
    {
        inbound.Lane.Counters.Count(KindOf(order.Opcode), CommandResult.Refused);
        return SendStatus(inbound, order, AtaStatus.Ready | AtaStatus.Error, error, 0);
    }

    // The data is in its place already.
    private DropReason SendData(in Inbound inbound, in AtaOrder order, Span<byte> frame, int bytes)
    {
        int length = ReplyWriter.Ata(frame, inbound.Reply, order.Flags, default, 0, AtaStatus.Ready, order.RawLba, bytes, order.Reserved);
        if (inbound.Session is { HasChecksums: true })
            length = Crc8x4.Append(frame, bytes);
        return transmitter.Send(length);
    }

    private DropReason SendStatus(in Inbound inbound, in AtaOrder order, AtaStatus status, AtaError error, byte count)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        return transmitter.Send(ReplyWriter.Ata(frame, inbound.Reply, order.Flags, error, count, status, order.RawLba, 0, order.Reserved));
    }

    private DropReason Refuse(in Inbound inbound, in AtaOrder order, AoeError error)
    {
        inbound.Lane.Counters.Count(KindOf(order.Opcode), CommandResult.Refused);
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        return transmitter.Send(ReplyWriter.Error(frame, inbound.Reply, error));
    }

    private static CommandKind KindOf(AtaOpcode opcode) => opcode switch
    {
        AtaOpcode.ReadSectors or AtaOpcode.ReadSectorsExt => CommandKind.Read,
        AtaOpcode.WriteSectors or AtaOpcode.WriteSectorsExt => CommandKind.Write,
        AtaOpcode.FlushCache or AtaOpcode.FlushCacheExt => CommandKind.Flush,
        AtaOpcode.IdentifyDevice => CommandKind.Identify,
        _ => CommandKind.OtherAta,
    };
}
