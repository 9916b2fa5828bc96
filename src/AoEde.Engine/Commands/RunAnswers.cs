using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>The transmit frames that the requests of a <see cref="FrameRun"/> are answered with: set aside before the disk is asked, sent after.</summary>
internal sealed class RunAnswers(FrameRun run, Transmitter transmitter)
{
    private readonly nint[] _frames = new nint[FrameRun.Longest];
    private readonly int[] _slots = new int[FrameRun.Longest];
    private int _claimed;

    /// <summary>Where an answer's data goes.</summary>
    /// <param name="place">Its request's place in the run.</param>
    public nint DataOf(int place) => _frames[place] + AoeWire.AtaHeaderLength;

    /// <summary>Sets frames aside.</summary>
    /// <param name="count">For how many requests.</param>
    /// <returns>As many as the transmit ring has room for; <see cref="Send"/> is to follow.</returns>
    public int Claim(int count)
    {
        for (_claimed = 0; _claimed < count && transmitter.TryBegin(out _, out _frames[_claimed]); _claimed++)
            _slots[_claimed] = transmitter.Claim();
        return _claimed;
    }

    /// <summary>Answers the first requests of the run and gives up the frames of the others, which go their own way.</summary>
    /// <param name="inbound">The first.</param>
    /// <param name="done">How many succeeded.</param>
    /// <param name="bytes">Data in each answer, in its place already.</param>
    public void Send(in Inbound inbound, int done, int bytes)
    {
        for (int i = 0; i < _claimed; i++)
            transmitter.Send(_slots[i], i < done ? Write(inbound, i, bytes) : 0);
        run.NoteAnswered(inbound, done);
    }

    private int Write(in Inbound inbound, int place, int bytes)
    {
        ref readonly var order = ref run[place];
        var frame = RawMemory.At(_frames[place], Math.Max(AoeWire.AtaHeaderLength + bytes, AoeWire.MinimumFrameLength));
        return ReplyWriter.Ata(
            frame, inbound.Reply with { Tag = run.TagOf(place) }, order.Flags, default, 0, AtaStatus.Ready, order.RawLba, bytes, order.Reserved);
    }
}
