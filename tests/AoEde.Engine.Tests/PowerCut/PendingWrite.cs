namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A write on its way to a <see cref="PowerFile"/>.</summary>
/// <param name="first">Its first sector in the file.</param>
/// <param name="sectors">What it puts there.</param>
internal sealed class PendingWrite(long first, Sector[] sectors)
{
    public const long UnderWay = long.MaxValue;

    public long First { get; } = first;

    public Sector[] Sectors { get; } = sectors;

    /// <summary>The file's count when it completed; <see cref="UnderWay"/> before that.</summary>
    public long CompletedAt { get; set; } = UnderWay;

    public Sector At(long index) => Sectors[index - First];
}
