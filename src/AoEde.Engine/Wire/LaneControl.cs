using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;

namespace AoEde.Engine.Wire;

/// <summary>
/// What the control side does to the targets of one interface while they are served: holding writes back, shadows that come and
/// go, letting go. Runs on the pump, between two frames; what takes until requests have ended is waited for, not slept for.
/// </summary>
internal sealed class LaneControl(FrameDispatcher dispatcher)
{
    private readonly List<LaneWait> _waits = [];

    /// <summary>Makes the lane of a target, with its files in the disk queue: that of its shadow too, where it has one.</summary>
    /// <param name="target">An open target.</param>
    /// <param name="line">The disk queue that it is to go through.</param>
    /// <exception cref="Native.NativeException">The queue took no further file; it has none of this target then.</exception>
    public static TargetLane Enter(Target target, DiskLine line)
    {
        var lane = new TargetLane(target, line, line.Attach(target.File));
        try
        {
            if (target.Overlay is { } overlay)
                AttachShadow(lane, overlay.Shadow);
        }
        catch
        {
            line.Detach(lane.FileSlot);
            throw;
        }

        target.NoteLane(1);
        return lane;
    }

    /// <summary>Keeps a target's new writes back; ends when those before are stable and answered.</summary>
    /// <param name="target">A target.</param>
    /// <param name="held">Set when none is under way; at once when the target is not on this interface.</param>
    public void HoldWrites(Target target, TaskCompletionSource held)
    {
        if (dispatcher.Table.Of(target) is not { } lane)
        {
            held.SetResult();
            return;
        }

        lane.Gate.IsClosed = true;
        _waits.Add(new LaneWait(lane, l => l.Gate.Running == 0, _ => { }, held));
    }

    /// <summary>Lets a target's writes through again, those that were kept first.</summary>
    /// <param name="target">A target.</param>
    public void ReleaseWrites(Target target)
    {
        if (dispatcher.Table.Of(target) is { } lane)
            lane.Disk.OpenGate(lane);
    }

    /// <summary>Makes a shadow known to the disk queue of a target.</summary>
    /// <param name="target">A target.</param>
    /// <param name="shadow">The shadow of the freeze that begins.</param>
    public void AttachShadow(Target target, ShadowFile shadow)
    {
        if (dispatcher.Table.Of(target) is { } lane)
            AttachShadow(lane, shadow);
    }

    /// <summary>Makes a shadow known to the disk queue of a lane.</summary>
    /// <param name="lane">A lane.</param>
    /// <param name="shadow">The shadow of its target.</param>
    public static void AttachShadow(TargetLane lane, ShadowFile shadow) => lane.Shadow = new LaneShadow(lane.Disk.Attach(shadow.File));

    /// <summary>Lets the disk queue of a target forget its shadow; ends when nothing of it is under way there.</summary>
    /// <param name="target">A target that has no overlay any more.</param>
    /// <param name="gone">Set when the shadow may be closed.</param>
    public void DetachShadow(Target target, TaskCompletionSource gone)
    {
        if (dispatcher.Table.Of(target) is { Shadow: not null } lane)
            _waits.Add(new LaneWait(lane, l => l.Shadow!.Operations == 0, ForgetShadow, gone));
        else
            gone.SetResult();
    }

    /// <summary>Lets a lane go that no frame reaches any more; ends when all it had is answered.</summary>
    /// <param name="lane">A lane.</param>
    /// <param name="gone">Set when the pump has nothing more to do with it.</param>
    public void Leave(TargetLane lane, TaskCompletionSource gone)
    {
        lane.Disk.Leave(lane);
        _waits.Add(new LaneWait(lane, l => l.Unanswered == 0, Forget, gone));
    }

    /// <summary>Ends the waits that are over.</summary>
    public void EndWaits()
    {
        for (int i = _waits.Count - 1; i >= 0; i--)
        {
            var wait = _waits[i];
            if (!wait.IsOver(wait.Lane))
                continue;
            _waits.RemoveAt(i);
            wait.Then(wait.Lane);
            wait.Done.SetResult();
        }
    }

    private static void Forget(TargetLane lane)
    {
        ForgetShadow(lane);
        lane.Target.NoteLane(-1);
        lane.Disk.Detach(lane.FileSlot);
        lane.Sessions.EndAll();
    }

    private static void ForgetShadow(TargetLane lane)
    {
        if (lane.Shadow is not { } shadow)
            return;
        lane.Shadow = null;
        lane.Disk.Detach(shadow.Slot);
        shadow.Dispose();
    }
}
