namespace AoEde.Testing.Ordering;

/// <summary>That a read found a version in a sector, and which writes it can have come from: more than one if retransmitted.</summary>
internal sealed record SectorReading(int Reader, uint Version, List<int> Sources);
