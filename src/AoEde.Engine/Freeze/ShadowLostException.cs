namespace AoEde.Engine.Freeze;

/// <summary>
/// A shadow that cannot be trusted. The target must not be served: its base alone is older than what initiators were told is stable.
/// Nothing was changed on the disk.
/// </summary>
internal sealed class ShadowLostException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="path">The shadow file.</param>
    /// <param name="cause">Half a sentence that follows the path.</param>
    /// <param name="remedy">A sentence.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public ShadowLostException(string path, string cause, string remedy, Exception? inner = null)
        : base($"Shadow {path} {cause}. {remedy} Nothing was deleted or changed, and the target is not served: "
            + "its base alone would be older than what initiators were promised.", inner) => Path = path;

    /// <summary>The shadow file.</summary>
    public string Path { get; }

    /// <summary>Whether another process has the file locked; a process that was killed may hold it for some milliseconds more.</summary>
    public bool IsBusy { get; init; }
}
