namespace AoEde.Engine.Safety;

/// <summary>What the kernel says about a path that should be an image file.</summary>
internal sealed record FileFacts
{
    /// <summary>The path with every symbolic link followed, also when its last part does not exist yet.</summary>
    public required string ResolvedPath { get; init; }

    public required NodeKind Kind { get; init; }

    /// <summary>The directory that holds it exists.</summary>
    public bool HasDirectory { get; init; } = true;

    public FileIdentity? Identity { get; init; }

    public long SizeBytes { get; init; }

    /// <summary>Names the file has; more than one means that a name outside the allowed directories may be among them.</summary>
    public int Links { get; init; } = 1;

    public bool IsOnReadOnlyFileSystem { get; init; }

    public bool IsSwap { get; init; }

    /// <summary>Loop devices bound to this file, with what uses each; an idle one has no uses.</summary>
    public IReadOnlyList<LoopUse> Loops { get; init; } = [];
}
