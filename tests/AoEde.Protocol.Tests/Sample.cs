namespace AoEde.Protocol.Tests;

/// <summary>The two stations, and the target 1.2, of every example.</summary>
internal static class Sample
{
    public const uint Tag = 0x01020304;
    public static readonly MacAddress Initiator = new(0x02_00_00_00_00_01);
    public static readonly MacAddress Target = new(0x02_00_00_00_00_02);
    public static readonly AoeAddress Address = new(1, 2);
    public static readonly RequestContext Request = new(Target, Initiator, Address, Tag);

    public static readonly IdentifyInfo Disk = new()
    {
        Sectors = 0x0123_4567_8900,
        Serial = "9.0:store-1",
        Firmware = "0.1.0",
        Model = "AoEde",
        PhysicalSectorSize = 4096,
    };

    public static ReplyContext Reply(AoeCommand command) => new(Initiator, Target, Address, command, Tag);

    public static MacAddress Mac(int last) => new(0x02_00_00_00_01_00UL + (ulong)last);

    public static MacAddress[] Macs(int count) => [.. Enumerable.Range(1, count).Select(Mac)];

    /// <summary>Byte i is i, so that a shifted copy shows.</summary>
    public static byte[] Sector() => [.. Enumerable.Range(0, AoeWire.SectorSize).Select(i => (byte)i)];
}
