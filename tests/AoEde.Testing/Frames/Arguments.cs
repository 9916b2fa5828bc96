using System.Buffers.Binary;
using System.Text;
using AoEde.Protocol;

namespace AoEde.Testing.Frames;

/// <summary>The argument areas (byte 24 on) of the commands, as the AoE specification lays them out.</summary>
public static class Arguments
{
    public const byte Extended = 0x40;
    public const byte Async = 0x02;
    public const byte Write = 0x01;

    /// <summary>Issue ATA command: flags, feature, count, opcode, six little-endian LBA bytes, two reserved, data.</summary>
    public static byte[] Ata(byte opcode, ulong lba, byte count, byte flags, byte[]? data = null, byte feature = 0)
    {
        var argument = new byte[12 + (data?.Length ?? 0)];
        argument[0] = flags;
        argument[1] = feature;
        argument[2] = count;
        argument[3] = opcode;
        for (var i = 0; i < 6; i++)
            argument[4 + i] = (byte)(lba >> (8 * i));
        data?.CopyTo(argument, 12);
        return argument;
    }

    /// <summary>Config: <paramref name="claimedLength"/> lies about the length of the text where a test wants it to.</summary>
    public static byte[] Config(byte command, string text = "", int? claimedLength = null) =>
        Config(command, Encoding.Latin1.GetBytes(text), claimedLength);

    public static byte[] Config(byte command, byte[] text, int? claimedLength = null)
    {
        var argument = new byte[8 + text.Length];
        argument[5] = (byte)(0x10 | command);
        BinaryPrimitives.WriteUInt16BigEndian(argument.AsSpan(6), (ushort)(claimedLength ?? text.Length));
        text.CopyTo(argument, 8);
        return argument;
    }

    /// <summary>MAC mask list: one (directive, MAC) pair each.</summary>
    public static byte[] Mask(byte command, byte? claimedCount = null, params (byte Directive, MacAddress Mac)[] directives)
    {
        var argument = new byte[4 + (8 * directives.Length)];
        argument[1] = command;
        argument[3] = claimedCount ?? (byte)directives.Length;
        for (var i = 0; i < directives.Length; i++)
        {
            argument[5 + (8 * i)] = directives[i].Directive;
            directives[i].Mac.WriteTo(argument.AsSpan(6 + (8 * i)));
        }

        return argument;
    }

    /// <summary>Extensions: NUL-terminated strings and one more NUL behind them, with their length.</summary>
    public static byte[] Extensions(params string[] strings) =>
        ExtensionTable(strings.Length == 0 ? [0, 0] : Encoding.ASCII.GetBytes(string.Concat(strings.Select(s => s + "\0")) + "\0"));

    /// <summary>Extensions with any table, any claim of its length, in either byte order.</summary>
    public static byte[] ExtensionTable(byte[] table, int? claimedLength = null, bool bigEndian = false)
    {
        var argument = new byte[2 + table.Length];
        var length = (ushort)(claimedLength ?? table.Length);
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(argument, length);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(argument, length);
        table.CopyTo(argument, 2);
        return argument;
    }

    /// <summary>What follows the ATA header of a coalesced read: how many further reads, and each of them.</summary>
    public static byte[] FurtherReads(byte? claimedCount, params (uint Tag, ulong Lba, byte Count)[] reads)
    {
        var data = new byte[1 + (16 * reads.Length)];
        data[0] = claimedCount ?? (byte)reads.Length;
        for (var i = 0; i < reads.Length; i++)
        {
            var entry = data.AsSpan(1 + (16 * i), 16);
            BinaryPrimitives.WriteUInt32BigEndian(entry, reads[i].Tag);
            for (var b = 0; b < 6; b++)
                entry[4 + b] = (byte)(reads[i].Lba >> (8 * b));
            entry[15] = reads[i].Count;
        }

        return data;
    }

    public static byte[] Reserve(byte command, byte? claimedCount = null, params MacAddress[] macs)
    {
        var argument = new byte[2 + (6 * macs.Length)];
        argument[0] = command;
        argument[1] = claimedCount ?? (byte)macs.Length;
        for (var i = 0; i < macs.Length; i++)
            macs[i].WriteTo(argument.AsSpan(2 + (6 * i)));
        return argument;
    }
}
