using AoEde.Engine.Safety;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Safety;

/// <summary>A healthy, unused disk and image file, to be spoilt one property at a time with <c>with</c>.</summary>
internal static class Sample
{
    public const string DiskPath = "/dev/disk/by-id/ata-ACME_1234";

    public const long DiskBytes = 1_000_204_886_016;

    public static DeviceFacts SpareDisk { get; } = new()
    {
        Name = "sdb",
        Number = new DeviceNumber(8, 16),
        SizeBytes = DiskBytes,
        Model = "ACME",
        Serial = "1234",
        Wwn = "naa.5000c500a1b2c3d4",
        Paths = [DiskPath, "/dev/disk/by-uuid/0a-0b", "/dev/sdb"],
    };

    public static FileFacts Image { get; } = new()
    {
        ResolvedPath = "/srv/aoe/lab.img",
        Kind = NodeKind.RegularFile,
        SizeBytes = 1 << 20,
        Identity = new FileIdentity(new DeviceNumber(8, 1), 42),
    };

    public static HostPolicy FilePolicy { get; } = HostPolicy.ClusterDefault with { AllowedFileDirectories = ["/srv/aoe"] };

    public static BackingOptions Backing(string path) => new() { Path = path, IsDevice = path.StartsWith("/dev/", StringComparison.Ordinal) };

    public static DeviceRequest Request(string path = DiskPath, bool readOnly = false) => new(path, Backing(path), readOnly);
}
