using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Values;

namespace AoEde.Operator.Freezes;

/// <summary>How a freeze ended, and how long it is remembered.</summary>
internal static class FreezeEnd
{
    /// <summary>Whether it is over, merge and all.</summary>
    public static bool IsComplete(AoEFreeze freeze) =>
        freeze.Status?.Phase is FreezePhase.Released or FreezePhase.Expired or FreezePhase.Broken or FreezePhase.Failed;

    /// <summary>When it ended; null while it has not, or when nobody wrote it down.</summary>
    public static DateTimeOffset? At(AoEFreeze freeze) =>
        IsComplete(freeze) ? freeze.Status!.Condition(FreezeConditions.Complete)?.LastTransitionTime : null;

    /// <summary>How long its record is still kept; zero or less when it may go, null while it has not ended.</summary>
    /// <param name="freeze">The freeze.</param>
    /// <param name="now">The wall clock.</param>
    public static TimeSpan? Kept(AoEFreeze freeze, DateTimeOffset now)
    {
        if (!IsComplete(freeze))
            return null;
        var history = GoDuration.TryParse(freeze.Spec.HistoryTtl, out var written) ? written.ToTimeSpan() : TimeSpan.FromDays(1);
        return (At(freeze) ?? now) + history - now;
    }
}
