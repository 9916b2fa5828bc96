namespace AoEde.Protocol.Extensions;

/// <summary>The strings of an extensions command, as an initiator sends them. Case counts: capitals mean "accepted".</summary>
public static class ExtensionName
{
    /// <summary>Ends what was negotiated before.</summary>
    public static ReadOnlySpan<byte> Reset => "reset"u8;

    /// <summary>Several reads in one frame.</summary>
    public static ReadOnlySpan<byte> CoalescedRead => "coalesced_read"u8;

    /// <summary>Tags count upwards, their first byte the least significant.</summary>
    public static ReadOnlySpan<byte> TagIncrementLittleEndian => "tag_inc_le"u8;

    /// <summary>Tags count upwards, their first byte the most significant.</summary>
    public static ReadOnlySpan<byte> TagIncrementBigEndian => "tag_inc_be"u8;

    /// <summary>Tags follow no order, but a request keeps its tag when it is sent again.</summary>
    public static ReadOnlySpan<byte> TagRandom => "tag_random"u8;

    /// <summary>The initiator lost frames and asks for a pause; the next string is the number of the episode.</summary>
    public static ReadOnlySpan<byte> Congestion => "congestion"u8;

    /// <summary>A <see cref="Extensions.Crc8x4"/> behind the data.</summary>
    public static ReadOnlySpan<byte> Crc8x4 => "crc8x4"u8;
}
