using AoEde.Api;

namespace AoEde.NodeAgent.Freezes;

/// <summary>One freeze in the book.</summary>
/// <param name="freeze">The object.</param>
/// <param name="isHeld">Whether its gate is held from the beginning.</param>
internal sealed class FreezeEntry(AoEFreeze freeze, bool isHeld = false)
{
    /// <summary>The object as it is; replaced, never changed.</summary>
    public AoEFreeze Freeze { get; set; } = freeze;

    /// <summary>Held by whoever acts on it for somebody: one renewal, release or creation at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(isHeld ? 0 : 1, 1);

    /// <summary>Targets whose hold has ended well; the freeze is over when all have.</summary>
    public HashSet<string> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>The engine was seen holding it in this process: from then on it tells how the hold ends.</summary>
    public bool IsConfirmed { get; set; }
}
