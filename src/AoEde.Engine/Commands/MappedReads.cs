using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// Serves reads of a file in memory without reading it: the kernel copies the data out of the file's own pages into the frame as it sends
/// it. Answers are gathered over a batch of received frames and leave by one system call. One per pump.
/// <list type="table">
/// <item><term>Waiting</term><description>A read that is found and not sent: until then no write near it may begin
/// (<see cref="SendBefore"/>), and the target may not go away; so none waits when the pump turns to anything but received frames.</description></item>
/// <item><term>Failure</term><description>Whatever the kernel does not take goes the way of any other read, to be answered there, or to fail there.</description></item>
/// </list>
/// </summary>
internal sealed class MappedReads(FrameRun run, GatherSocket frames, Transmitter transmitter, RequestFlow flow, DropCounters drops)
{
    private readonly WaitingRead[] _waiting = new WaitingRead[frames.Frames];
    private int _count;

    /// <summary>Takes a read, together with those that follow it in the receive ring and on the disk.</summary>
    /// <param name="inbound">The frame being dispatched, of an initiator that has negotiated nothing (<see cref="Inbound.IsPlain"/>).</param>
    /// <param name="order">Its read, within the target and the MTU.</param>
    /// <returns>Whether it will be answered; otherwise it goes its own way.</returns>
    public bool TryTake(in Inbound inbound, in AtaOrder order)
    {
        var target = inbound.Lane.Target;
        if (target.Mapping is null || !target.HasOnePump || !target.TryLocate(order.Lba, order.Count, out nint data))
            return false;
        int count = run.Collect(inbound.Header, order, target.Sectors);
        if (!target.InFlight.IsClearForRead(order.Lba, count * order.Count))
            return false;
        int taken = 0;
        do
            Gather(inbound, run[taken], run.TagOf(taken), data);
        while (++taken < count && target.TryLocate(run[taken].Lba, order.Count, out data));
        run.NoteAnswered(inbound, taken);
        run.NoteReads(inbound, taken);
        return true;
    }

    /// <summary>Sends what waits if a write that is about to begin would change what some of it reads.</summary>
    /// <param name="target">The write's target.</param>
    /// <param name="lba">Its first sector.</param>
    /// <param name="sectors">How many.</param>
    public void SendBefore(Target target, ulong lba, int sectors)
    {
        for (int i = 0; i < _count; i++)
        {
            ref readonly var read = ref _waiting[i];
            if (read.Lane.Target != target || read.Order.Lba >= lba + (ulong)sectors || lba >= read.Order.Lba + read.Order.Count)
                continue;
            Send();
            return;
        }
    }

    /// <summary>Sends what waits.</summary>
    public void Send()
    {
        int done = 0;
        while (done < _count)
        {
            int sent = transmitter.Send(frames, done, _count - done);
            for (int end = done + Math.Max(sent, 0); done < end; done++)
                _waiting[done].Lane.Counters.CountCachedReads(1, _waiting[done].Order.Bytes);
            if (done < _count && sent <= 0)
                Pass(_waiting[done++]);
        }

        _count = 0;
    }

    private void Gather(in Inbound inbound, in AtaOrder order, uint tag, nint data)
    {
        if (_count == _waiting.Length)
            Send();
        ref var read = ref _waiting[_count];
        read = new WaitingRead(inbound.Lane, order, inbound.Reply with { Tag = tag });
        ReplyWriter.Ata(frames.Head(_count), read.Reply, order.Flags, default, 0, AtaStatus.Ready, order.RawLba, 0, order.Reserved);
        frames.Join(_count++, AoeWire.AtaHeaderLength, data, order.Bytes);
    }

    private void Pass(in WaitingRead read)
    {
        if (!flow.TryRent(read.Lane, out var request))
        {
            drops.Count(DropReason.Overload);
            return;
        }

        read.Order.Fill(request, read.Reply, DiskOperation.Read);
        flow.Submit(request);
    }

    /// <param name="Lane">Its target.</param>
    /// <param name="Order">What it reads.</param>
    /// <param name="Reply">Whom to answer.</param>
    private readonly record struct WaitingRead(TargetLane Lane, AtaOrder Order, ReplyContext Reply);
}
