using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Everything that is done to a shadow file outside the disk queues, so that a test can record it and play back every state a power
/// cut may leave. Blocking; thread-safe as far as the calls of <see cref="ShadowFile"/> go.
/// </summary>
internal interface IShadowIo : IDisposable
{
    /// <summary>The file, for a disk queue.</summary>
    BlockFile File { get; }

    /// <summary>Its length in bytes, rounded down to whole sectors.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From where.</param>
    /// <returns>Bytes read.</returns>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Writes all of the bytes; they are not stable yet.</summary>
    /// <param name="bytes">What.</param>
    /// <param name="offset">Where to.</param>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when all that was written before is stable (fdatasync).</summary>
    void Sync();

    /// <summary>Makes the file longer, with a hole, or shorter.</summary>
    /// <param name="bytes">Its new length.</param>
    void SetLength(long bytes);

    /// <summary>Takes room for a range at the beginning of the file.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <returns>False where the file system cannot do that.</returns>
    bool TryAllocate(long bytes);

    /// <summary>Gives the finished file its name, which must be free, and makes the name stable.</summary>
    /// <param name="path">The name.</param>
    void Publish(string path);

    /// <summary>Removes the file's name, and makes that stable.</summary>
    /// <param name="path">The name.</param>
    void Delete(string path);
}
