using AoEde.Api;
using AoEde.Api.Values;
using AoEde.Engine;

namespace AoEde.NodeAgent.Freezes;

/// <summary>How long each target may be frozen. A longer wish is refused with a word, rather than cut short without one.</summary>
/// <param name="optionsOf">The options of a target; null for one that is not served here, which the engine refuses.</param>
internal sealed class TtlLimits(Func<string, TargetOptions?> optionsOf)
{
    /// <summary>Checks a lifetime against the limits of every target.</summary>
    /// <exception cref="FreezeRefusal">It is longer than some target allows.</exception>
    public void Check(AoEFreeze wanted)
    {
        if (!GoDuration.TryParse(wanted.Spec.Ttl, out var ttl))
        {
            return;
        }

        foreach (var name in wanted.Spec.Targets)
        {
            if (optionsOf(name) is { } options && ttl.ToTimeSpan() > options.Freeze.MaxTtl)
            {
                var most = new GoDuration(options.Freeze.MaxTtl.Ticks * TimeSpan.NanosecondsPerTick);
                throw new FreezeRefusal(
                    FreezeRefusal.Invalid,
                    $"spec.ttl: {wanted.Spec.Ttl} is longer than {most}, the most that target {name} allows (use less and renew, or raise its freeze.maxTTL)");
            }
        }
    }
}
