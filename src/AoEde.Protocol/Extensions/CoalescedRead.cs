using System.Buffers.Binary;

namespace AoEde.Protocol.Extensions;

/// <summary>One further read of a coalesced read: what differs from the read it follows.</summary>
/// <param name="Tag">The tag its own answer carries, first byte most significant.</param>
/// <param name="RawLba">The 48 LBA bits as sent.</param>
/// <param name="Reserved">Two bytes that go back as they came, where an answer has its reserved bytes.</param>
/// <param name="Count">Sectors.</param>
public readonly record struct CoalescedRead(uint Tag, ulong RawLba, ushort Reserved, byte Count)
{
    private const int LbaOffset = 4;
    private const int ReservedOffset = 10;
    private const int CountOffset = 15;

    /// <summary>The first sector meant.</summary>
    /// <param name="opcode">The command of the read it follows: it says how many bits count.</param>
    public ulong Lba(AtaOpcode opcode) => Protocol.Lba.Meant(RawLba, opcode);

    internal static CoalescedRead Read(ReadOnlySpan<byte> entry) => new(
        BinaryPrimitives.ReadUInt32BigEndian(entry),
        Protocol.Lba.ReadBytes(entry[LbaOffset..]),
        BinaryPrimitives.ReadUInt16BigEndian(entry[ReservedOffset..]),
        entry[CountOffset]);
}
