using AoEde.Api;
using AoEde.Api.Choices;

namespace AoEde.NodeAgent.Freezes;

/// <summary>Where a freeze stands.</summary>
internal static class FreezePhases
{
    /// <summary>Its phase.</summary>
    public static string Phase(this AoEFreeze freeze) => freeze.Status?.Phase ?? FreezePhase.Pending;

    /// <summary>It is over, shadows and all.</summary>
    public static bool IsComplete(this AoEFreeze freeze)
        => freeze.Phase() is FreezePhase.Released or FreezePhase.Expired or FreezePhase.Broken or FreezePhase.Failed;

    /// <summary>It holds its targets, or is about to.</summary>
    public static bool IsInForce(this AoEFreeze freeze)
        => freeze.Phase() is FreezePhase.Pending or FreezePhase.Freezing or FreezePhase.Frozen;

    /// <summary>Its holder has let go and the engine may not know yet.</summary>
    public static bool IsReleasing(this AoEFreeze freeze)
        => freeze.Phase() == FreezePhase.Thawing && freeze.Status!.Condition(FreezeConditions.Complete)?.Reason == "Releasing";

    /// <summary>When it ended; null while it has not.</summary>
    public static DateTimeOffset? EndedAt(this AoEFreeze freeze)
        => freeze.IsComplete() ? freeze.Status?.Condition(FreezeConditions.Complete)?.LastTransitionTime : null;
}
