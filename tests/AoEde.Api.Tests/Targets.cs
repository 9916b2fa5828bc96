namespace AoEde.Api.Tests;

/// <summary>Coherent targets, and small ways of changing them.</summary>
internal static class Targets
{
    public static AoETarget Plain { get; } = new()
    {
        Metadata = new() { Name = "disk11" },
        Spec = new()
        {
            NodeName = "worker-1",
            Shelf = 9,
            Slot = 0,
            Interfaces = ["eth1"],
            Backing = new() { Device = new() { Path = "/dev/disk/by-id/ata-X" } },
        },
    };

    /// <summary>The plain target with another spec.</summary>
    public static AoETarget With(Func<AoETargetSpec, AoETargetSpec> change) => Plain with { Spec = change(Plain.Spec) };

    public static AoETarget Named(string? name) => Plain with { Metadata = Plain.Metadata with { Name = name, Uid = "u" } };

    public static AoETarget OnDevice(Func<DeviceBacking, DeviceBacking> change) =>
        With(s => s with { Backing = new() { Device = change(s.Backing.Device!) } });

    public static AoETarget Expecting(DeviceExpectation expect) => OnDevice(d => d with { Expect = expect });

    public static AoETarget OnFile(string? path, string? size = null) =>
        With(s => s with { Backing = new() { File = new() { Path = path, Size = size } } });

    public static AoETarget Window(long offset, long? length = null) =>
        With(s => s with { Backing = s.Backing with { OffsetBytes = offset, LengthBytes = length } });

    public static AoETarget Listing(params string[] macs) =>
        With(s => s with { Initiators = new() { Mode = "List", Macs = macs } });

    public static AoETarget Freezing(FreezeSpec freeze) => With(s => s with { Freeze = freeze });
}
