using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Native.Disk;
using AoEde.Native.Files;
using AoEde.Protocol;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>Targets as tests need them: ordinary, unless a test says otherwise.</summary>
internal static class Sample
{
    public static readonly Guid Uid = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");

    public static TargetOptions Options(string path, string name = "disk1", ushort shelf = 7, byte slot = 1) => new()
    {
        Name = name,
        Address = new AoeAddress(shelf, slot),
        Interfaces = ["aoede-none*"],
        Backing = new BackingOptions { Path = path },
        Uid = Uid,
        Direct = false,
    };

    /// <summary>An open target on an image; whoever disposes the image disposes the target first.</summary>
    public static Target Target(TempImage image, Func<TargetOptions, TargetOptions>? change = null, SoftState? state = null)
    {
        var options = Options(image.Path);
        options = change?.Invoke(options) ?? options;
        var file = BlockFile.Open(options.Backing.Path, new BlockFileOptions { ReadOnly = options.ReadOnly, Direct = options.BypassesCache });
        return new Target(options, file, file.SizeBytes / 512, state ?? new SoftState());
    }

    public static MacAddress Mac(int n) => new(0x02_00_00_00_00_00UL | (uint)n);

    public static TargetOptions With(this TargetOptions options, DiskEngineKind engine, bool direct) =>
        options with { Engine = engine, Direct = direct };
}
