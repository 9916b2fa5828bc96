using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>Over several directories.</summary>
internal static class SysDirectoryExtensions
{
    /// <summary>The device numbers of those that have one.</summary>
    public static IReadOnlyList<DeviceNumber> Numbers(this IEnumerable<SysDirectory> directories) =>
        [.. directories.Select(directory => directory.Device).OfType<DeviceNumber>()];
}
