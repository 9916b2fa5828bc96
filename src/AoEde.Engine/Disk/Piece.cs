namespace AoEde.Engine.Disk;

/// <summary>The next bytes of a request that lie together in one file.</summary>
/// <param name="Slot">The file, as the lane's disk queue knows it.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Bytes">How many.</param>
/// <param name="InShadow">Whether the file is the shadow of a frozen target.</param>
internal readonly record struct Piece(int Slot, long Offset, int Bytes, bool InShadow);
