using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>What an operation does.</summary>
internal enum ScriptedKind
{
    Read,
    Write,
    Sync,
}

/// <summary>One operation as the disk line asked for it.</summary>
internal sealed record ScriptedOperation(ScriptedKind Kind, int Slot, nint Buffer, int Bytes, long Offset, ulong Token)
{
    /// <summary>Pieces of a scattered operation; its buffer is the first one's.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The requests' buffers that a scattered operation transfers, in order.</summary>
    public IReadOnlyList<IoVector> Pieces { get; init; } = [];
}
