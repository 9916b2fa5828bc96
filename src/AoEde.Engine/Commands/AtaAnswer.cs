using AoEde.Engine.Disk;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Protocol;
using AoEde.Protocol.Extensions;

namespace AoEde.Engine.Commands;

/// <summary>
/// The answer to a read, write or flush that has been to the disk. The transmit frame is taken only now: the kernel sends the
/// ring in order, so a frame kept for a slow disk would hold back every answer behind it.
/// </summary>
internal sealed class AtaAnswer(Transmitter transmitter, PumpClock clock, DropCounters drops) : IAnswer
{
    /// <inheritdoc/>
    public void Send(DiskRequest request, int errno)
    {
        Count(request, errno);
        if (!transmitter.TryBegin(out var frame, out _))
        {
            drops.Count(DropReason.TransmitFull);
            return;
        }

        int data = errno == 0 && request.Operation == DiskOperation.Read ? request.Bytes : 0;
        var status = errno == 0 ? AtaStatus.Ready : AtaStatus.Ready | AtaStatus.Error;
        int length = ReplyWriter.Ata(frame, request.Reply, request.Flags, ErrorOf(request, errno), 0, status, request.RawLba, data, request.Reserved);
        if (data != 0)
            RawMemory.At(request.Buffer, data).CopyTo(frame[AoeWire.AtaHeaderLength..]);
        if (data != 0 && request.WantsChecksum)
            length = Crc8x4.Append(frame, data);
        var outcome = transmitter.Send(length);
        if (outcome != DropReason.None)
            drops.Count(outcome);
    }

    private static AtaError ErrorOf(DiskRequest request, int errno) =>
        errno == 0 ? default : request.Operation == DiskOperation.Read ? AtaError.Uncorrectable : AtaError.Abort;

    private void Count(DiskRequest request, int errno)
    {
        var counters = request.Lane.Counters;
        int operation = (int)request.Operation;
        var kind = request.Operation switch
        {
            DiskOperation.Read => CommandKind.Read,
            DiskOperation.Write => CommandKind.Write,
            _ => CommandKind.Flush,
        };
        counters.Durations[operation].Record(clock.Now - request.StartedAt);
        if (errno != 0)
        {
            counters.Count(kind, CommandResult.Failed);
            counters.DeviceErrors[operation]++;
            counters.LastErrno[operation] = errno;
            return;
        }

        counters.Count(kind, CommandResult.Ok);
        if (kind == CommandKind.Read)
            counters.ReadBytes += request.Bytes;
        else if (kind == CommandKind.Write)
            counters.WrittenBytes += request.Bytes;
    }
}
