using System.Buffers.Binary;

namespace AoEde.Native.Tests.Packet;

/// <summary>AoE frames as far as the ring and its filter look at them.</summary>
internal static class TestFrame
{
    private const int EtherTypeOffset = 12;

    /// <summary>A broadcast request whose tag is a number, filled with bytes that follow from it.</summary>
    public static byte[] Request(int number, int length = 60, byte command = 0) => Build(number, length, 0x10, command);

    public static byte[] Response(int number, byte command) => Build(number, 60, 0x18, command);

    public static int Number(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt32BigEndian(frame[20..]);

    /// <summary>The frame with an 802.1Q tag in it, as it looks on a trunk.</summary>
    public static byte[] Tagged(byte[] frame, ushort vlan) =>
        [.. frame[..EtherTypeOffset], 0x81, 0x00, (byte)(vlan >> 8), (byte)vlan, .. frame[EtherTypeOffset..]];

    private static byte[] Build(int number, int length, byte flags, byte command)
    {
        var frame = new byte[length];
        for (var i = 0; i < length; i++)
            frame[i] = (byte)(number * 31 + i * 7);
        frame.AsSpan(0, 6).Fill(0xFF);
        new byte[] { 2, 0, 0, 0, 0, 9 }.CopyTo(frame, 6);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(EtherTypeOffset), 0x88A2);
        frame[14] = flags;
        frame[19] = command;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(20), number);
        return frame;
    }
}
