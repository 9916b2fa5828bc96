using AoEde.Protocol;

namespace AoEde.Bench.Contenders;

/// <summary>Where a contender has to serve, and what.</summary>
/// <param name="Interface">Its end of its own cable.</param>
/// <param name="Images">Image or device of each target, in the order of <see cref="AddressOf"/>.</param>
/// <param name="Folder">A folder of its own, in memory.</param>
/// <param name="Scene">What is measured.</param>
internal sealed record StationPlace(string Interface, IReadOnlyList<string> Images, string Folder, Scene Scene)
{
    public const ushort Shelf = 9;

    // Slot 255 means every slot.
    private const int SlotsOfAShelf = 255;

    /// <summary>The image of the first target.</summary>
    public string Image => Images[0];

    /// <summary>Where the n-th target is: 9.0 is the first.</summary>
    public static AoeAddress AddressOf(int target) =>
        new((ushort)(Shelf + (target / SlotsOfAShelf)), (byte)(target % SlotsOfAShelf));
}
