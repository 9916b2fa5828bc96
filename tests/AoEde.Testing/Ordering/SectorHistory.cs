namespace AoEde.Testing.Ordering;

/// <summary>What happened to one sector: the writes known to have taken effect, and the readings.</summary>
internal sealed class SectorHistory(long lba)
{
    public long Lba { get; } = lba;

    public List<int> Writes { get; } = [];

    public List<SectorReading> Readings { get; } = [];
}
