using AoEde.Engine.Disk;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// Command 0. What may be answered at once is; reads that are not in the page cache, writes and flushes go to the disk and are
/// answered when they come back. Failures of I/O are ATA status, never an AoE error: Linux retries those until the disk dies.
/// </summary>
internal sealed class AtaHandler(Transmitter transmitter, RequestFlow flow)
{
    private const byte PowerActive = 0xFF;

    public DropReason Handle(in Inbound inbound)
    {
        if (!AtaRequest.TryParse(inbound.Header, out var ata))
            return DropReason.Malformed;

        // WinAoE discovers by broadcast IDENTIFY; nobody needs any other command sent to everyone.
        if (ata.Opcode == AtaOpcode.IdentifyDevice)
            return Identify(inbound, ata);
        if (inbound.Header.Address.IsWildcard)
            return Refuse(inbound, ata, AoeError.BadArgument);
        if (inbound.Lane.Target.State.IsReservedFrom(inbound.Header.Source))
            return Refuse(inbound, ata, AoeError.TargetReserved);

        return ata.Opcode switch
        {
            AtaOpcode.ReadSectors or AtaOpcode.ReadSectorsExt => Read(inbound, ata),
            AtaOpcode.WriteSectors or AtaOpcode.WriteSectorsExt => Write(inbound, ata),
            AtaOpcode.FlushCache or AtaOpcode.FlushCacheExt => Flush(inbound, ata),
            AtaOpcode.CheckPowerMode => Done(inbound, ata, CommandKind.OtherAta, PowerActive),
            _ => Fail(inbound, ata, AtaError.Abort),
        };
    }

    private DropReason Read(in Inbound inbound, in AtaRequest ata)
    {
        var lane = inbound.Lane;
        int sectors = ata.Count;
        if (sectors == 0)
            return Done(inbound, ata, CommandKind.Read);
        if (sectors > inbound.FittingSectors)
            return Fail(inbound, ata, AtaError.Abort);
        if (!InRange(lane.Target.Sectors, ata.Lba, sectors))
            return Fail(inbound, ata, AtaError.IdNotFound);

        lane.NoteRead(inbound.Header.Source, ata.Lba, sectors);
        if (!lane.Target.File.IsDirect && TryReadCached(inbound, ata, out var outcome))
            return outcome;
        if (!flow.TryRent(lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, ata, DiskOperation.Read);
        flow.Submit(request);
        return DropReason.None;
    }

    // From the page cache straight into the transmit ring: no buffer between, no second system call.
    private bool TryReadCached(in Inbound inbound, in AtaRequest ata, out DropReason outcome)
    {
        var lane = inbound.Lane;
        int bytes = ata.Count * AoeWire.SectorSize;
        outcome = DropReason.TransmitFull;
        if (!lane.Target.InFlight.IsClearForRead(ata.Lba, ata.Count))
            return false;
        if (!transmitter.TryBegin(out var frame, out nint address))
            return true;
        nint data = address + AoeWire.AtaHeaderLength;
        if (lane.Target.File.TryReadCached(data, bytes, lane.Target.ByteOffset(ata.Lba)) != bytes)
            return false;
        int length = ReplyWriter.Ata(frame, inbound.Reply, ata.Flags, default, 0, AtaStatus.Ready, ata.RawLba, bytes);
        lane.Counters.Count(CommandKind.Read, CommandResult.Ok);
        lane.Counters.CachedReads++;
        lane.Counters.ReadBytes += bytes;
        outcome = transmitter.Send(length);
        return true;
    }

    private DropReason Write(in Inbound inbound, in AtaRequest ata)
    {
        var lane = inbound.Lane;
        int sectors = ata.Count;
        int bytes = sectors * AoeWire.SectorSize;
        if (lane.Target.Options.ReadOnly)
            return Fail(inbound, ata, AtaError.Abort);
        if (sectors == 0)
            return Done(inbound, ata, CommandKind.Write);
        if (ata.Data.Length < bytes)
            return Refuse(inbound, ata, AoeError.BadArgument);
        // An MTU does not count the Ethernet header, and ring frames are rounded up: a frame may hold more than a request's buffer.
        if (sectors > inbound.FittingSectors)
            return Fail(inbound, ata, AtaError.Abort);
        if (!InRange(lane.Target.Sectors, ata.Lba, sectors))
            return Fail(inbound, ata, AtaError.IdNotFound);

        if (!flow.TryRent(lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, ata, DiskOperation.Write);
        // Copied, so that a slow disk never holds a receive ring frame: the ring stops at the first frame that is held.
        ata.Data[..bytes].CopyTo(RawMemory.At(request.Buffer, bytes));
        flow.Submit(request);
        return DropReason.None;
    }

    private DropReason Flush(in Inbound inbound, in AtaRequest ata)
    {
        if (!flow.TryRent(inbound.Lane, out var request))
            return DropReason.Overload;
        Fill(request, inbound, ata, DiskOperation.Flush);
        flow.SubmitFlush(request);
        return DropReason.None;
    }

    private DropReason Identify(in Inbound inbound, in AtaRequest ata)
    {
        // Exactly one sector is returned; 0 is what a sender means who leaves the register alone.
        if (ata.Count > 1)
            return Refuse(inbound, ata, AoeError.BadArgument);
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        int length = ReplyWriter.Ata(frame, inbound.Reply, ata.Flags, default, 0, AtaStatus.Ready, ata.RawLba, AoeWire.SectorSize);
        inbound.Lane.Target.IdentifyData.CopyTo(frame[AoeWire.AtaHeaderLength..]);
        inbound.Lane.Counters.Count(CommandKind.Identify, CommandResult.Ok);
        return transmitter.Send(length);
    }

    private static void Fill(DiskRequest request, in Inbound inbound, in AtaRequest ata, DiskOperation operation)
    {
        request.Operation = operation;
        request.Reply = inbound.Reply;
        request.Flags = ata.Flags;
        request.RawLba = ata.RawLba;
        request.Lba = operation == DiskOperation.Flush ? 0 : ata.Lba;
        request.Sectors = operation == DiskOperation.Flush ? 0 : ata.Count;
    }

    private static bool InRange(ulong size, ulong lba, int sectors) => lba <= size && (ulong)sectors <= size - lba;

    private DropReason Done(in Inbound inbound, in AtaRequest ata, CommandKind kind, byte count = 0)
    {
        inbound.Lane.Counters.Count(kind, CommandResult.Ok);
        return Status(inbound, ata, AtaStatus.Ready, default, count);
    }

    private DropReason Fail(in Inbound inbound, in AtaRequest ata, AtaError error)
    {
        inbound.Lane.Counters.Count(KindOf(ata), CommandResult.Refused);
        return Status(inbound, ata, AtaStatus.Ready | AtaStatus.Error, error, 0);
    }

    private DropReason Status(in Inbound inbound, in AtaRequest ata, AtaStatus status, AtaError error, byte count)
    {
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        return transmitter.Send(ReplyWriter.Ata(frame, inbound.Reply, ata.Flags, error, count, status, ata.RawLba, 0));
    }

    private DropReason Refuse(in Inbound inbound, in AtaRequest ata, AoeError error)
    {
        inbound.Lane.Counters.Count(KindOf(ata), CommandResult.Refused);
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        return transmitter.Send(ReplyWriter.Error(frame, inbound.Reply, error));
    }

    private static CommandKind KindOf(in AtaRequest ata) => ata.Opcode switch
    {
        AtaOpcode.ReadSectors or AtaOpcode.ReadSectorsExt => CommandKind.Read,
        AtaOpcode.WriteSectors or AtaOpcode.WriteSectorsExt => CommandKind.Write,
        AtaOpcode.FlushCache or AtaOpcode.FlushCacheExt => CommandKind.Flush,
        AtaOpcode.IdentifyDevice => CommandKind.Identify,
        _ => CommandKind.OtherAta,
    };
}
