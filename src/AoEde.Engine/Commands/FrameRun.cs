using AoEde.Engine.Wire;
using AoEde.Native.Disk;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// Requests of one initiator that stand one behind another in the receive ring and follow each other on the disk, as those of a sequential
/// stream do. One per pump; it holds what was found for the frame being dispatched.
/// <list type="table">
/// <item><term>Run</term><description>Frames from the one being dispatched on, that differ from it in tag, place and data only; up to
/// <see cref="IDiskQueue.MaximumParts"/>.</description></item>
/// <item><term>Handled</term><description>Those behind the one being dispatched that have their answers: they are not to be dispatched.</description></item>
/// </list>
/// </summary>
/// <param name="port">Where they are received.</param>
/// <param name="clock">The pump's.</param>
internal sealed class FrameRun(PacketPort port, PumpClock clock)
{
    /// <summary>Most requests of a run.</summary>
    public const int Longest = IDiskQueue.MaximumParts;

    // The in-flight index takes a range for one of a request's length.
    private const int MostSectors = 255;
    private readonly AtaOrder[] _orders = new AtaOrder[Longest];
    private readonly uint[] _tags = new uint[Longest];
    private readonly nint[] _frames = new nint[Longest];
    private int _handled;

    /// <summary>What a request of the run asks for.</summary>
    /// <param name="place">Its place; 0 is the frame being dispatched.</param>
    public ref readonly AtaOrder this[int place] => ref _orders[place];

    /// <summary>A request's tag.</summary>
    /// <param name="place">Its place.</param>
    public uint TagOf(int place) => _tags[place];

    /// <summary>Where a request's data is, in the receive ring.</summary>
    /// <param name="place">Its place.</param>
    public nint DataOf(int place) => _frames[place] + AoeWire.AtaHeaderLength;

    /// <summary>Looks for what follows the frame being dispatched.</summary>
    /// <param name="header">The frame.</param>
    /// <param name="order">Its read, or its write with all of its data; within the target.</param>
    /// <param name="size">The target's, in sectors.</param>
    /// <returns>How many requests the run has, with the first.</returns>
    public int Collect(in AoeHeader header, in AtaOrder order, ulong size)
    {
        ulong most = Math.Min(MostSectors, size - order.Lba) / order.Count;
        port.TryPeek(0, out var current);
        _orders[0] = order;
        _tags[0] = header.Tag;
        _frames[0] = current.Address;
        int count = 1;
        while (count < Longest && (ulong)count < most && port.TryPeek(count, out var frame) && Follows(frame, header, count))
            count++;
        return count;
    }

    /// <summary>Notes that requests of the run are answered. The session was told of the first when it was dispatched; the others never are.</summary>
    /// <param name="inbound">The first.</param>
    /// <param name="requests">How many, with the first.</param>
    public void NoteAnswered(in Inbound inbound, int requests)
    {
        _handled = Math.Max(requests - 1, 0);
        for (int place = 1; place < requests; place++)
            inbound.Lane.Sessions.Note(inbound.Header.Source, clock.NowMilliseconds);
    }

    /// <summary>Notes reads of the run for what is read ahead. The stream was told of the first when it was dispatched.</summary>
    /// <param name="inbound">The first.</param>
    /// <param name="reads">How many, with the first.</param>
    public void NoteReads(in Inbound inbound, int reads)
    {
        for (int place = 1; place < reads; place++)
            inbound.Lane.NoteRead(inbound.Header.Source, _orders[place].Lba, _orders[place].Count);
    }

    /// <summary>Says how many frames behind the one just dispatched are done with, and forgets it.</summary>
    public int TakeHandled()
    {
        int handled = _handled;
        _handled = 0;
        return handled;
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
        if (order.Opcode != before.Opcode || order.Count != before.Count || order.Lba != before.Lba + before.Count
            || (ata.IsWrite && ata.Data.Length < order.Bytes))
            return false;
        _orders[place] = order;
        _tags[place] = header.Tag;
        _frames[place] = frame.Address;
        return true;
    }
}
