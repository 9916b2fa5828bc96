using AoEde.Api;
using AoEde.Api.Values;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// Forgets freezes that have been over for their <c>historyTTL</c>. Looked at whenever the book is; no timer, since an old record harms
/// nobody.
/// </summary>
internal sealed class FreezeHistory(FreezeShelf shelf, TimeProvider time)
{
    /// <summary>
    /// Records of ended freezes that are kept at most; a script that asks in a loop must not fill the disk. At some 1.5 KiB each this
    /// is well below a megabyte, and ten days of a freeze every hour.
    /// </summary>
    private const int Most = 256;

    /// <summary>Removes what has had its time, and the oldest of what is too many.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        var ended = shelf.Entries.Where(entry => entry.Freeze.EndedAt() is not null).OrderByDescending(entry => entry.Freeze.EndedAt()).ToArray();
        foreach (var (index, entry) in ended.Index())
        {
            if (index >= Most || now - entry.Freeze.EndedAt() >= KeptFor(entry.Freeze))
            {
                shelf.Remove(entry);
            }
        }
    }

    private static TimeSpan KeptFor(AoEFreeze freeze)
        => GoDuration.TryParse(freeze.Spec.HistoryTtl, out var kept) ? kept.ToTimeSpan() : TimeSpan.FromHours(24);
}
