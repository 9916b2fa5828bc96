using AoEde.Engine.Disk;
using AoEde.Protocol;
using AoEde.Protocol.Extensions;

namespace AoEde.Engine.Commands;

/// <summary>What an ATA command asks for, copied out of its frame: a frame may hold more than one read.</summary>
/// <param name="Opcode">The command register.</param>
/// <param name="Flags">The flags, which an answer echoes.</param>
/// <param name="RawLba">The LBA as sent, which an answer echoes.</param>
/// <param name="Lba">First sector.</param>
/// <param name="Count">How many.</param>
/// <param name="Reserved">What an answer has in its reserved bytes.</param>
internal readonly record struct AtaOrder(AtaOpcode Opcode, AtaFlags Flags, ulong RawLba, ulong Lba, byte Count, ushort Reserved = 0)
{
    public int Bytes => Count * AoeWire.SectorSize;

    public static AtaOrder Of(in AtaRequest ata) => new(ata.Opcode, ata.Flags, ata.RawLba, ata.Lba, ata.Count);

    /// <summary>The order of a further read behind this one.</summary>
    /// <param name="further">The read.</param>
    public AtaOrder With(in CoalescedRead further) =>
        this with { RawLba = further.RawLba, Lba = further.Lba(Opcode), Count = further.Count, Reserved = further.Reserved };

    /// <summary>Makes a disk request of it.</summary>
    /// <param name="request">A rented request.</param>
    /// <param name="reply">Whom to answer.</param>
    /// <param name="operation">What is to be done; a flush is of no sector.</param>
    /// <param name="wantsChecksum">Whether the answer's data is to have a checksum behind it.</param>
    public void Fill(DiskRequest request, in ReplyContext reply, DiskOperation operation, bool wantsChecksum = false)
    {
        request.Operation = operation;
        request.Reply = reply;
        request.Flags = Flags;
        request.RawLba = RawLba;
        request.Reserved = Reserved;
        request.WantsChecksum = wantsChecksum;
        request.Ticket = default;
        request.Lba = operation == DiskOperation.Flush ? 0 : Lba;
        request.Sectors = operation == DiskOperation.Flush ? 0 : Count;
    }
}
