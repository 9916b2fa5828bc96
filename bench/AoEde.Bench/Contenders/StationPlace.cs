namespace AoEde.Bench.Contenders;

/// <summary>Where a contender has to serve, and what.</summary>
/// <param name="Interface">Its end of its own cable.</param>
/// <param name="Images">Image or device of slot 0, 1, ...</param>
/// <param name="Folder">A folder of its own, in memory.</param>
/// <param name="Scene">What is measured.</param>
internal sealed record StationPlace(string Interface, IReadOnlyList<string> Images, string Folder, Scene Scene)
{
    public const ushort Shelf = 9;

    /// <summary>The image of slot 0.</summary>
    public string Image => Images[0];
}
