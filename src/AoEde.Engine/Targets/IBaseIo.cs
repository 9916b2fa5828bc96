namespace AoEde.Engine.Targets;

/// <summary>
/// Everything that is done to a target's device outside the disk queues and changes it, so that a test can record it and play back
/// every state a power cut may leave. Blocking; any thread.
/// </summary>
internal interface IBaseIo
{
    /// <summary>Writes all of the bytes; unless the device was opened durable they are not stable yet.</summary>
    /// <param name="buffer">Where from.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">Where to in the device.</param>
    void Write(nint buffer, int bytes, long offset);

    /// <summary>Returns when all that was written before is stable (fdatasync).</summary>
    void Sync();
}
