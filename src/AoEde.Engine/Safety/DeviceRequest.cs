namespace AoEde.Engine.Safety;

/// <summary>What a target asks of a device or file.</summary>
/// <param name="Path">The path as written, with "." and ".." folded.</param>
/// <param name="Backing">The target's backing.</param>
/// <param name="ReadOnly">The target will never write.</param>
/// <param name="RecordedBytes">Size when it was first exported, or null.</param>
internal sealed record DeviceRequest(string Path, BackingOptions Backing, bool ReadOnly, long? RecordedBytes = null);
