using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// Reads of one initiator that stand one behind another in the receive ring and follow each other on the disk, as those of a sequential
/// stream do: what the page cache holds of them is read by one system call, straight into as many transmit frames.
/// <list type="table">
/// <item><term>Run</term><description>Frames from the one being dispatched on, that differ from it in tag and place only; up to
/// <see cref="IDiskQueue.MaximumParts"/>.</description></item>
/// <item><term>Handled</term><description>Those behind the one being dispatched that have their answers: they are not to be dispatched.</description></item>
/// <item><term>Barren</term><description>Those that the cache did not hold: each goes its own way, and is not tried as part of a run again.</description></item>
/// </list>
/// </summary>
internal sealed class ReadRuns(PacketPort port, Transmitter transmitter, PumpClock clock)
{
    // The in-flight index takes a range for one of a request's length.
    private const int MostSectors = 255;
    private readonly AtaOrder[] _orders = new AtaOrder[IDiskQueue.MaximumParts];
    private readonly uint[] _tags = new uint[IDiskQueue.MaximumParts];
    private readonly IoVector[] _parts = new IoVector[IDiskQueue.MaximumParts];
    private readonly int[] _slots = new int[IDiskQueue.MaximumParts];
    private int _handled;
    private int _barren;

    /// <summary>Says how many frames behind the one just dispatched are done with, and forgets it.</summary>
    public int TakeHandled()
    {
        int handled = _handled;
        _handled = 0;
        return handled;
    }

    /// <summary>Answers a read together with those that follow it.</summary>
    /// <param name="inbound">The frame being dispatched, of an initiator that has negotiated nothing.</param>
    /// <param name="order">Its read, within the target.</param>
    /// <returns>Whether it was answered; otherwise it goes its own way.</returns>
    public bool TryServe(in Inbound inbound, in AtaOrder order)
    {
        if (_barren > 0)
        {
            _barren--;
            return false;
        }

        var target = inbound.Lane.Target;
        int count = Collect(inbound.Header, order, target.Sectors);
        if (count < 2 || target.Overlay is not null || !target.InFlight.IsClearForRead(order.Lba, count * order.Count))
            return false;
        count = Claim(count, order.Bytes);
        int got = target.File.TryReadCached(_parts.AsSpan(0, count), target.ByteOffset(order.Lba));
        int whole = Math.Max(got, 0) / order.Bytes;
        for (int i = 0; i < count; i++)
        {
            int length = i < whole ? WriteHeader(inbound, i) : 0;
            transmitter.Send(_slots[i], length);
        }

        Note(inbound, order, whole);
        _handled = Math.Max(whole - 1, 0);
        _barren = Math.Max(count - Math.Max(whole, 1), 0);
        return whole > 0;
    }

    private int Collect(in AoeHeader header, in AtaOrder order, ulong size)
    {
        ulong most = Math.Min(MostSectors, size - order.Lba) / order.Count;
        _orders[0] = order;
        _tags[0] = header.Tag;
        int count = 1;
        while (count < _orders.Length && (ulong)count < most && port.TryPeek(count, out var frame) && Follows(frame, header, count))
            count++;
        return count;
    }

    private bool Follows(in ReceivedFrame frame, in AoeHeader first, int place)
    {
        // Everything up to the tag: both stations, version, target and command.
        const int Same = 20;
        if (frame.IsTruncated || frame.IsForAnotherHost || frame.HasVlanTag || !AoeHeader.TryParse(frame.Bytes, out var header)
            || !header.Frame[..Same].SequenceEqual(first.Frame[..Same]) || !AtaRequest.TryParse(header, out var ata))
            return false;
        var order = AtaOrder.Of(ata);
        var before = _orders[place - 1];
        if (order.Opcode != before.Opcode || order.Count != before.Count || order.Lba != before.Lba + before.Count)
            return false;
        _orders[place] = order;
        _tags[place] = header.Tag;
        return true;
    }

    // As many as the transmit ring has room for.
    private int Claim(int count, int bytes)
    {
        for (int i = 0; i < count; i++)
        {
            if (!transmitter.TryBegin(out _, out nint address))
                return i;
            _slots[i] = transmitter.Claim();
            _parts[i] = new IoVector(address + AoeWire.AtaHeaderLength, bytes);
        }

        return count;
    }

    private int WriteHeader(in Inbound inbound, int i)
    {
        var order = _orders[i];
        var frame = RawMemory.At(_parts[i].Address - AoeWire.AtaHeaderLength, AoeWire.AtaHeaderLength + order.Bytes);
        return ReplyWriter.Ata(
            frame, inbound.Reply with { Tag = _tags[i] }, order.Flags, default, 0, AtaStatus.Ready, order.RawLba, order.Bytes, order.Reserved);
    }

    // The first was noted when it was dispatched; the others never are.
    private void Note(in Inbound inbound, in AtaOrder order, int whole)
    {
        var lane = inbound.Lane;
        for (int i = 1; i < whole; i++)
        {
            lane.Sessions.Note(inbound.Header.Source, clock.NowMilliseconds);
            lane.NoteRead(inbound.Header.Source, _orders[i].Lba, order.Count);
        }

        for (int i = 0; i < whole; i++)
            lane.Counters.Count(CommandKind.Read, CommandResult.Ok);
        lane.Counters.CachedReads += whole;
        lane.Counters.ReadBytes += (long)whole * order.Bytes;
    }
}
