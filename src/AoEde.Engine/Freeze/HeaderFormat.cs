using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Engine.Freeze;

/// <summary>
/// A header slot, as it lies in the file; all numbers little-endian. What follows the payload has no meaning.
/// <list type="table">
/// <item><term>0, 8 bytes</term><description>magic <c>AoEdeShd</c></description></item>
/// <item><term>8, 4</term><description>format version: 1. It covers the whole file, the journal too</description></item>
/// <item><term>12, 4</term><description>length of the payload</description></item>
/// <item><term>16, 8</term><description>header sequence: 1, 2, 3..; the greater is the newer</description></item>
/// <item><term>24, 4</term><description>CRC-32C of envelope and payload, taken with these four bytes zero</description></item>
/// <item><term>28, 4</term><description>zero</description></item>
/// <item><term>32</term><description>payload: <see cref="ShadowHeader"/> in JSON, UTF-8</description></item>
/// </list>
/// The envelope is the same in all versions, so that any version can tell another from damage.
/// </summary>
internal static partial class HeaderFormat
{
    public const int Version = 1;
    public const int EnvelopeBytes = 32;
    private const int VersionOffset = 8;
    private const int LengthOffset = 12;
    private const int SequenceOffset = 16;
    private const int ChecksumOffset = 24;

    // A block of any usual file system or disk: written whole, it need not be read first.
    private const int WriteUnit = 4096;

    // Names are people's, in any script: as themselves they take a third of the room of escapes. Nothing here goes into HTML.
    private static readonly Json Relaxed =
        new(new JsonSerializerOptions(Json.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static ReadOnlySpan<byte> Magic => "AoEdeShd"u8;

    /// <summary>The bytes to write into a slot, or null when they would not fit.</summary>
    /// <param name="header">The header.</param>
    /// <param name="sequence">Its header sequence.</param>
    public static byte[]? Encode(ShadowHeader header, long sequence)
    {
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(header, Relaxed.ShadowHeader);
        int used = EnvelopeBytes + payload.Length;
        if (used > ShadowLayout.SlotBytes)
            return null;
        byte[] slot = new byte[(used + WriteUnit - 1) / WriteUnit * WriteUnit];
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(VersionOffset), Version);
        BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(LengthOffset), payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(slot.AsSpan(SequenceOffset), sequence);
        payload.CopyTo(slot, EnvelopeBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(
            slot.AsSpan(ChecksumOffset), Crc32C.OfAllBut(slot.AsSpan(0, used), ChecksumOffset));
        return slot;
    }

    /// <summary>Whether a slot holds a whole header, of whatever version.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="sequence">Its header sequence.</param>
    /// <param name="version">Its format version.</param>
    public static bool IsWhole(ReadOnlySpan<byte> slot, out long sequence, out int version)
    {
        sequence = 0;
        version = 0;
        if (slot.Length < EnvelopeBytes || !slot.StartsWith(Magic))
            return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(slot[LengthOffset..]);
        if (length < 0 || length > slot.Length - EnvelopeBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[ChecksumOffset..])
                != Crc32C.OfAllBut(slot[..(EnvelopeBytes + length)], ChecksumOffset))
            return false;
        sequence = BinaryPrimitives.ReadInt64LittleEndian(slot[SequenceOffset..]);
        version = BinaryPrimitives.ReadInt32LittleEndian(slot[VersionOffset..]);
        return true;
    }

    /// <summary>Reads the header of a whole slot of this version.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="header">The header.</param>
    /// <param name="problem">Why there is none, as half a sentence.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> slot, [NotNullWhen(true)] out ShadowHeader? header, [NotNullWhen(false)] out string? problem)
    {
        header = null;
        try
        {
            var payload = slot.Slice(EnvelopeBytes, BinaryPrimitives.ReadInt32LittleEndian(slot[LengthOffset..]));
            var found = JsonSerializer.Deserialize(payload, Relaxed.ShadowHeader);
            problem = ProblemOf(found);
            if (problem is null)
                header = found;
        }
        catch (JsonException e)
        {
            problem = e.Message;
        }

        return header is not null;
    }

    private static string? ProblemOf(ShadowHeader? header)
    {
        if (header is null)
            return "it is empty";
        if (header.BaseSectors is <= 0 or > ShadowLayout.MaximumSectors)
            return $"baseSectors is {header.BaseSectors}";
        if (!Enum.IsDefined(header.State))
            return $"state is {header.State}";
        if (header.MergedUpToSector < 0 || header.MergedUpToSector > header.BaseSectors)
            return $"mergedUpToSector is {header.MergedUpToSector}";
        return header is { State: not ShadowState.Merging, MergedUpToSector: not 0 } ? "it is not merging and merged in part" : null;
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UseStringEnumConverter = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(ShadowHeader))]
    private sealed partial class Json : JsonSerializerContext;
}
