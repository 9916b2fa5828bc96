using System.Collections.Immutable;
using AoEde.Kube.Extensions;

namespace AoEde.Kube.Hosting;

/// <summary>How a process is, from how its parts are. Live: every loop turns. Ready: every part can do its work.</summary>
public sealed class OperatorHealth
{
    private ImmutableArray<Func<HealthPart>> _parts = [];

    /// <summary>Whether every loop still turns; a process of which this is false is best restarted.</summary>
    public bool IsLive => Parts().All(part => part.IsLive);

    /// <summary>Whether stores are filled and leadership is decided: as leader or in waiting.</summary>
    public bool IsReady => Parts().All(part => part.IsReady);

    /// <summary>Adds a part.</summary>
    public void Add(Func<HealthPart> part) => ImmutableInterlocked.Update(ref _parts, parts => parts.Add(part));

    /// <summary>How each part is now.</summary>
    public IReadOnlyList<HealthPart> Parts() => [.. _parts.Select(part => part())];

    /// <summary>One line for each part: <c>[+]</c> well, <c>[-]</c> not ready, <c>[!]</c> dead.</summary>
    public string Describe() => string.Join('\n', Parts().Select(part => $"[{Mark(part)}] {part.Name}: {part.State}"));

    private static char Mark(HealthPart part) => (part.IsLive, part.IsReady) switch
    {
        (false, _) => '!',
        (_, false) => '-',
        _ => '+',
    };
}
