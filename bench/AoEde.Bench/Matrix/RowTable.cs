using AoEde.Bench.Contenders;

namespace AoEde.Bench.Matrix;

/// <summary>The rows there are. Not every combination, but each value of each dimension beside its neighbours.</summary>
internal static class RowTable
{
    private const int Reads = 100, Mixed = 70, Writes = 0;
    private static readonly int[] Sizes = [512, 1024, 4096, 8192];
    private static readonly int[] DeepSizes = [512, 4096, 8192];
    private static readonly int[] OneWay = [Reads, Writes];
    private static readonly int[] Directions = [Reads, Writes, Mixed];

    /// <summary>All of them, in the order in which they are measured.</summary>
    public static IReadOnlyList<Row> All { get; } = [.. Memory(), .. PageCache(), .. Devices(), .. Many(), .. Frozen()];

    /// <summary>The few that tell within minutes whether something has changed.</summary>
    public static IReadOnlyList<Row> Quick { get; } =
    [
        Random(Scene.Tmpfs, 4096, Reads, 1),
        Random(Scene.Tmpfs, 4096, Reads, 16),
        Random(Scene.Tmpfs, 4096, Writes, 1),
        Random(Scene.Tmpfs, 4096, Writes, 16),
    ];

    private static IEnumerable<Row> Memory() =>
    [
        .. Sizes.SelectMany(bytes => Directions.Select(direction => Random(Scene.Tmpfs, bytes, direction, 16))),
        .. Sizes.SelectMany(bytes => OneWay.Select(direction => Sequential(Scene.Tmpfs, bytes, direction, 16))),
        .. Sizes.SelectMany(bytes => OneWay.Select(direction => Random(Scene.Tmpfs, bytes, direction, 1))),
        .. DeepSizes.SelectMany(bytes => OneWay.Select(direction => Random(Scene.Tmpfs, bytes, direction, 64))),
        Sequential(Scene.Tmpfs, 1024, Reads, 64),
        Sequential(Scene.Tmpfs, 8192, Reads, 64),
    ];

    private static IEnumerable<Row> PageCache() =>
    [
        Random(Scene.Ext4, 512, Reads, 16),
        Sequential(Scene.Ext4, 1024, Reads, 16),
        Random(Scene.Ext4, 4096, Reads, 1),
        Random(Scene.Ext4, 4096, Reads, 16),
        Random(Scene.Ext4, 8192, Reads, 16),
        Sequential(Scene.Ext4, 8192, Reads, 16),
        Random(Scene.Ext4, 4096, Writes, 1),
        Random(Scene.Ext4, 4096, Writes, 16),
        Sequential(Scene.Ext4, 8192, Writes, 16),
        Sequential(Scene.WriteBehind, 1024, Writes, 16),
        Random(Scene.WriteBehind, 4096, Writes, 16),
        Sequential(Scene.WriteBehind, 8192, Writes, 16),
    ];

    private static IEnumerable<Row> Devices() =>
    [
        Random(Scene.Loop, 4096, Reads, 16),
        Random(Scene.Loop, 4096, Writes, 16),
        Sequential(Scene.Loop, 8192, Reads, 16),
        Random(Scene.Direct, 4096, Reads, 16),
        Random(Scene.Direct, 4096, Writes, 16),
        Sequential(Scene.Direct, 8192, Reads, 16),
    ];

    private static IEnumerable<Row> Many() =>
    [
        Random(Scene.Tmpfs, 4096, Reads, 16) with { Initiators = 8 },
        Random(Scene.Tmpfs, 4096, Writes, 16) with { Initiators = 8 },
        Random(Scene.Targets, 4096, Reads, 16),
        Random(Scene.Targets, 4096, Writes, 16),
    ];

    private static IEnumerable<Row> Frozen() =>
    [
        Random(Scene.Frozen, 4096, Reads, 16),
        Random(Scene.Frozen, 4096, Writes, 16),
        Random(Scene.Merging, 4096, Reads, 16),
        Random(Scene.Merging, 4096, Writes, 16),
    ];

    private static Row Random(Scene scene, int bytes, int reads, int depth) => new(scene, bytes, reads, Sequential: false, depth);

    private static Row Sequential(Scene scene, int bytes, int reads, int depth) => new(scene, bytes, reads, Sequential: true, depth);
}
