using AoEde.Engine.Freeze;

namespace AoEde.Freeze.Tests.Crashes;

/// <summary>What brings a target to a step, and what a restart may make of a crash there.</summary>
/// <param name="Phase">What the target is doing when it comes to the step.</param>
/// <param name="AfterRestart">The states that a restart may show.</param>
internal sealed record StepExpectation(CrashPhase Phase, params string[] AfterRestart)
{
    // A crash while merging is Merging after the restart, until that is done: with little left it may be over before anybody asks.
    private static readonly string[] Merging = ["Merging", "Thawed"];

    /// <summary>By step.</summary>
    public static StepExpectation Of(FreezeStep step) => step switch
    {
        // Nothing was promised yet: the header says that the shadow is only being prepared.
        FreezeStep.ShadowCreated or FreezeStep.ShadowRecorded or FreezeStep.WritesHeld => new(CrashPhase.Freezing, "Thawed"),
        FreezeStep.HeaderFrozen or FreezeStep.Frozen => new(CrashPhase.Freezing, "Frozen"),
        FreezeStep.DataWritten or FreezeStep.DataStable or FreezeStep.RecordWritten or FreezeStep.RecordStable => new(CrashPhase.Frozen, "Frozen"),

        // That the hold has ended was not stored yet: whoever released it has no answer, and asks again.
        FreezeStep.ThawBegun => new(CrashPhase.Releasing, "Frozen"),
        FreezeStep.HeaderMerging or FreezeStep.Merging => new(CrashPhase.Releasing, Merging),
        FreezeStep.BatchCopied or FreezeStep.BatchStable or FreezeStep.CursorStored or FreezeStep.BatchCleared => new(CrashPhase.Releasing, Merging),
        FreezeStep.MergeDone => new(CrashPhase.Releasing, Merging),

        // The shadow is found though nothing names it, and is merged once more: its cursor says that nothing is left.
        FreezeStep.ShadowForgotten => new(CrashPhase.Releasing, Merging),
        FreezeStep.ShadowDeleted => new(CrashPhase.Releasing, "Thawed"),

        // Its time is over by the wall clock too: frozen until the first tick finds that, at most a second later.
        FreezeStep.HoldExpired => new(CrashPhase.Expiring, "Frozen", "Merging", "Thawed"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step that this test does not know"),
    };

    /// <summary>Whether a target passes the step more than once in one freeze.</summary>
    public static bool Repeats(FreezeStep step) => step is >= FreezeStep.DataWritten and <= FreezeStep.RecordStable
        or >= FreezeStep.BatchCopied and <= FreezeStep.BatchCleared;

    /// <summary>Whether the base must be as it was frozen when the process dies at the step.</summary>
    public static bool BaseStands(FreezeStep step) =>
        step is >= FreezeStep.HeaderFrozen and <= FreezeStep.HeaderMerging or FreezeStep.HoldExpired;
}
