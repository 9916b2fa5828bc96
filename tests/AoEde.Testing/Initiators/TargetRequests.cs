using AoEde.Protocol;
using AoEde.Testing.Frames;

namespace AoEde.Testing.Initiators;

/// <summary>Well-formed requests as initiators send them; a test bends them with `with`.</summary>
public static class TargetRequests
{
    private const byte AtaCommand = 0, ConfigCommand = 1, MaskCommand = 2, ReserveCommand = 3, ExtensionsCommand = 0x23;

    public static RequestFrame Ata(
        this TargetClient client, byte opcode, ulong lba = 0, byte count = 0, byte flags = Arguments.Extended, byte[]? data = null) =>
        client.Request(AtaCommand, Arguments.Ata(opcode, lba, count, flags, data));

    public static RequestFrame Read(this TargetClient client, ulong lba, byte sectors) => client.Ata(0x24, lba, sectors);

    public static RequestFrame Write(this TargetClient client, ulong lba, byte[] data) =>
        client.Ata(0x34, lba, (byte)(data.Length / 512), Arguments.Extended | Arguments.Write, data);

    public static RequestFrame Identify(this TargetClient client) => client.Ata(0xEC, 0xA0_00_00_00, 1, flags: 0);

    public static RequestFrame Flush(this TargetClient client) => client.Ata(0xEA);

    public static RequestFrame Config(this TargetClient client, byte command = 0, string text = "", int? claimedLength = null) =>
        client.Request(ConfigCommand, Arguments.Config(command, text, claimedLength));

    public static RequestFrame MaskRead(this TargetClient client) => client.Request(MaskCommand, Arguments.Mask(0));

    public static RequestFrame MaskEdit(this TargetClient client, params (byte Directive, MacAddress Mac)[] directives) =>
        client.Request(MaskCommand, Arguments.Mask(1, null, directives));

    public static RequestFrame ReserveRead(this TargetClient client) => client.Request(ReserveCommand, Arguments.Reserve(0));

    public static RequestFrame ReserveSet(this TargetClient client, params MacAddress[] macs) =>
        client.Request(ReserveCommand, Arguments.Reserve(1, null, macs));

    public static RequestFrame Extensions(this TargetClient client, params string[] strings) =>
        client.Request(ExtensionsCommand, Arguments.Extensions(strings));

    public static RequestFrame ReserveForce(this TargetClient client, params MacAddress[] macs) =>
        client.Request(ReserveCommand, Arguments.Reserve(2, null, macs));
}
