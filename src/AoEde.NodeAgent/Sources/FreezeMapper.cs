using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Sources;

/// <summary>How a target may be frozen, from the API's words to the engine's. What is not written has the API's default.</summary>
internal static class FreezeMapper
{
    private static readonly FreezeOptions s_usual = new();

    /// <summary>Maps the part of a target that the rules let pass.</summary>
    /// <exception cref="FormatException">It breaks a rule after all.</exception>
    public static FreezeOptions Map(AoETargetSpec spec)
    {
        if (spec.Freeze is not { } freeze)
        {
            return s_usual;
        }

        return new FreezeOptions
        {
            Enabled = freeze.Enabled ?? s_usual.Enabled,
            ShadowDirectory = freeze.Shadow?.Directory,
            LimitBytes = freeze.Shadow?.Limit is { } limit ? Quantity.Parse(limit).Bytes : s_usual.LimitBytes,
            ReservePercent = freeze.Shadow?.Reserve ?? s_usual.ReservePercent,
            OnShadowFull = freeze.OnShadowFull == ShadowFullAction.RejectWrites ? ShadowFullPolicy.RejectWrites : ShadowFullPolicy.Thaw,
            DefaultTtl = GoDuration.Parse(freeze.DefaultTtl ?? FreezeSpec.DefaultTtlValue).ToTimeSpan(),
            MaxTtl = GoDuration.Parse(freeze.MaxTtl ?? FreezeSpec.MaxTtlValue).ToTimeSpan(),
            MergeRateBytes = freeze.MergeRateBytes ?? s_usual.MergeRateBytes,
            View = freeze.View is { } view ? View(view, spec) : null,
        };
    }

    private static FreezeViewOptions View(FreezeViewSpec view, AoETargetSpec spec)
    {
        if ((view.Shelf ?? spec.Shelf) is not { } shelf || view.Slot is not { } slot)
        {
            throw new FormatException("The frozen view has no address.");
        }

        return new FreezeViewOptions
        {
            Address = new AoeAddress(checked((ushort)shelf), checked((byte)slot)),
            Interfaces = [.. view.Interfaces ?? spec.Interfaces],
        };
    }
}
