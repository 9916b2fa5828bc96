using AoEde.Native.Files;
using AoEde.Protocol;

namespace AoEde.Engine.Targets;

/// <summary>The IDENTIFY DEVICE data of one target, made ready once so that answering is a copy.</summary>
internal sealed class IdentifyPage
{
    private const string Model = "AoEde";
    private static readonly string Firmware = typeof(IdentifyPage).Assembly.GetName().Version!.ToString(3);
    private readonly IdentifyInfo _template;
    private byte[] _bytes;

    public IdentifyPage(TargetOptions options, BlockFile file, long sectors)
    {
        _template = new IdentifyInfo
        {
            Sectors = (ulong)sectors,
            Serial = TargetSerial.From(options.Uid),
            Firmware = Firmware,
            Model = Model,
            // What write-behind is: a cache that FLUSH CACHE empties.
            WriteCache = options.WriteBehind && !options.ReadOnly,
            PhysicalSectorSize = Math.Max(file.PhysicalBlockSize, AoeWire.SectorSize),
            Rotational = file.IsRotational,
        };
        _bytes = Build(_template);
    }

    public ReadOnlySpan<byte> Bytes => Volatile.Read(ref _bytes);

    public void SetSectors(long sectors) => Volatile.Write(ref _bytes, Build(_template with { Sectors = (ulong)sectors }));

    private static byte[] Build(in IdentifyInfo info)
    {
        var page = new byte[AoeWire.SectorSize];
        IdentifyData.Write(page, info);
        return page;
    }
}
