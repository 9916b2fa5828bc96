namespace AoEde.Engine.Health;

/// <summary>Says of one target whether it is well, from what was counted and when that grew. Asked every few seconds; not thread-safe.</summary>
internal sealed class HealthJudge(TimeProvider time)
{
    /// <summary>How long an error counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const double NearlyFull = 0.8;

    private readonly CountWatch _deviceErrors = new(time, Window, startAtZero: true);
    private readonly CountWatch _ringDrops = new(time, Window, startAtZero: false);
    private readonly MergeWatch _merge = new(time);

    /// <summary>Judges.</summary>
    /// <param name="sample">What is counted now; null while the target is not open.</param>
    /// <returns>The gravest condition, whose message has those of the others behind its own.</returns>
    public TargetCondition Judge(HealthSample? sample)
    {
        if (sample is null)
            return HealthWords.NotServed;
        TargetCondition[] wrong = [.. Wrong(sample).OfType<TargetCondition>()];
        return wrong.Length == 0
            ? HealthWords.Good
            : wrong[0] with { Message = string.Join(" ", wrong.Select(w => w.Message)) };
    }

    // Every watch sees every sample, whatever comes of the others.
    private TargetCondition?[] Wrong(HealthSample sample)
    {
        var errors = _deviceErrors.Take(sample.DeviceErrors);
        var drops = _ringDrops.Take(sample.RingDrops);
        string? stalled = _merge.Take(sample.Merge);
        return
        [
            errors.Count > 0 ? HealthWords.DeviceErrors(sample.Device, errors) : null,
            sample.Shadow is { } shadow && IsNearFull(shadow) ? HealthWords.NearFull(shadow) : null,
            stalled is not null ? HealthWords.Stalled(sample.Merge!, sample.Device, stalled) : null,
            sample.LinksDown.Count > 0 ? HealthWords.LinksDown(sample.LinksDown) : null,
            drops.Count > 0 ? HealthWords.RingDrops(drops) : null,
        ];
    }

    private static bool IsNearFull(ShadowFill shadow) => shadow.IsOutOfSpace || shadow.UsedBytes >= shadow.LimitBytes * NearlyFull;
}
