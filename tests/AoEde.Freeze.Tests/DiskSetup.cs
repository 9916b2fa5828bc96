namespace AoEde.Freeze.Tests;

/// <summary>
/// How a target's base is opened: by which disk engine, on a file or a loop device, through the page cache or past it; and where it is, with its
/// shadow.
/// </summary>
public sealed record DiskSetup(string Engine, bool IsLoop, bool IsDirect, bool IsInMemory = false)
{
    /// <summary>Every engine with every kind of base, and each with and without the page cache; and memory, which has shorter ways.</summary>
    public static IReadOnlyList<DiskSetup> All { get; } =
    [
        new("IoUring", IsLoop: false, IsDirect: false),
        new("LinuxAio", IsLoop: true, IsDirect: true),
        new("LinuxAio", IsLoop: false, IsDirect: true),
        new("IoUring", IsLoop: true, IsDirect: false),
        new("IoUring", IsLoop: false, IsDirect: false, IsInMemory: true),
    ];

    /// <summary>One of them, in turn.</summary>
    public static DiskSetup Turn(int number) => All[number % All.Count];

    /// <summary>The one that <see cref="ToString"/> names.</summary>
    public static DiskSetup Parse(string text) => All.Single(s => s.ToString() == text);

    public override string ToString() => $"{Engine}, {(IsLoop ? "loop device" : "file")}{(IsDirect ? ", direct" : "")}{(IsInMemory ? ", in memory" : "")}";
}
