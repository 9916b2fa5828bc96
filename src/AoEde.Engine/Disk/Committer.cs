using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Native.Disk;

namespace AoEde.Engine.Disk;

/// <summary>Runs the <see cref="CommitCycle"/>s of one disk queue's lanes, one operation of each at a time.</summary>
/// <param name="queue">The queue.</param>
internal sealed class Committer(IDiskQueue queue)
{
    private readonly List<TargetLane> _due = new(capacity: 64);

    /// <summary>Takes in a write whose data the kernel has and that is to be made stable.</summary>
    /// <param name="write">The write.</param>
    public void Add(DiskRequest write)
    {
        if (write.Lane.Commits.Add(write))
            _due.Add(write.Lane);
    }

    /// <summary>Begins the cycles that are due: one operation for everything written so far.</summary>
    public void BeginDue()
    {
        foreach (var lane in _due)
        {
            var leader = lane.Commits.Begin(lane.Target.Overlay, lane.Shadow);
            lane.Commits.Advance();
            Enqueue(leader);
        }

        _due.Clear();
    }

    /// <summary>Goes on with a cycle after one of its operations.</summary>
    /// <param name="leader">The request that stands for it.</param>
    /// <param name="result">The operation's result.</param>
    /// <param name="errno">Why the cycle failed; 0 when it has not.</param>
    /// <returns>Whether the cycle is over.</returns>
    public bool StepDone(DiskRequest leader, int result, out int errno)
    {
        var lane = leader.Lane;
        ref var cycle = ref lane.Commits;
        if (cycle.Step == CommitSteps.WriteRecords)
        {
            lane.Target.Overlay!.Reached(FreezeStep.RecordWritten);
            errno = result == cycle.PageBytes ? 0 : result < 0 ? -result : Errno.ENOSPC;
        }
        else
        {
            errno = result < 0 ? -result : 0;
            if (errno != 0)
                lane.Target.NoteFailedSync();
        }

        if (errno != 0 || cycle.Advance() == CommitSteps.None)
            return true;
        Enqueue(leader);
        return false;
    }

    /// <summary>Ends a cycle: what records name is in the map, the rest of the group waits for its record or is done.</summary>
    /// <param name="leader">The request that stood for it.</param>
    /// <param name="errno">Why it failed; 0 when it has not.</param>
    /// <param name="recorded">Receives the writes that its records name.</param>
    /// <returns>The writes of its group that wait for nothing more.</returns>
    public RequestQueue End(DiskRequest leader, int errno, out RequestQueue recorded)
    {
        var lane = leader.Lane;
        ref var cycle = ref lane.Commits;
        var ended = cycle.End(leader, errno != 0, out recorded);
        if (errno == 0 && lane.Target.Overlay is { } overlay)
            Publish(overlay, recorded, cycle);
        if (cycle.IsBusy)
            _due.Add(lane);
        return ended;
    }

    private static void Publish(Overlay overlay, RequestQueue recorded, in CommitCycle cycle)
    {
        overlay.Reached(recorded.IsEmpty ? FreezeStep.DataStable : FreezeStep.RecordStable);
        if (cycle.PageBytes > 0)
            overlay.Shadow.NoteStable(cycle.PageOffset, cycle.PageBytes);
        for (var write = recorded.First; write is not null; write = write.Next)
            overlay.Shadow.Map.Set(write.Lba, write.Sectors);
    }

    private void Enqueue(DiskRequest leader)
    {
        var lane = leader.Lane;
        ulong token = (ulong)leader.Index;
        bool taken = lane.Commits.Step switch
        {
            CommitSteps.WriteRecords => queue.TryWrite(
                lane.Shadow!.Slot, lane.Shadow.PageAddress, lane.Commits.PageBytes, lane.Commits.PageOffset, token),
            CommitSteps.SyncShadow => queue.TrySync(lane.Shadow!.Slot, token),
            _ => queue.TrySync(lane.FileSlot, token),
        };
        if (!taken)
            throw new InvalidOperationException("A disk queue is smaller than its pump's request pool.");
    }
}
