using AoEde.Engine.Disk;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>One request of a history.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Lba">Its first sector.</param>
/// <param name="Sectors">How many.</param>
/// <param name="Version">What a write puts there.</param>
/// <param name="Seen">When it was submitted: of a read what is to be found, of a flush what it promises; one version for each sector of the target.</param>
/// <param name="Lane">Where it came from.</param>
internal sealed record Order(DiskOperation Operation, ulong Lba, int Sectors, int Version, int[] Seen, PowerLane Lane)
{
    public bool IsAnswered { get; set; }

    /// <summary>Of a flush with write-behind: a sync that began after it has taken it along.</summary>
    public bool IsInSync { get; set; }

    /// <summary>That sync has ended.</summary>
    public bool IsSynced { get; set; }

    public bool Overlaps(ulong lba, int sectors) => Lba < lba + (ulong)sectors && lba < Lba + (ulong)Sectors;
}
