using AoEde.Engine.Targets;

namespace AoEde.Engine.Wire;

/// <summary>Something the control side waits for that a pump reaches between two frames.</summary>
/// <param name="Lane">The lane it is about.</param>
/// <param name="IsOver">Whether it is reached; asked on the pump.</param>
/// <param name="Then">What the pump does then.</param>
/// <param name="Done">Set afterwards.</param>
internal sealed record LaneWait(TargetLane Lane, Func<TargetLane, bool> IsOver, Action<TargetLane> Then, TaskCompletionSource Done);
