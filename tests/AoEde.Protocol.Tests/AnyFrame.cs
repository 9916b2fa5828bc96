using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

/// <summary>Generators: bytes of any kind, and frames that get past the first check.</summary>
internal static class AnyFrame
{
    private const int MaximumLength = 1600;

    public static Gen<byte> Byte => Gen.Choose(0, 255).Select(value => (byte)value);

    public static Gen<ulong> Bits48 =>
        Gen.Zip(Gen.Choose(0, 0xFF_FFFF), Gen.Choose(0, 0xFF_FFFF)).Select(pair => (ulong)pair.Item1 << 24 | (uint)pair.Item2);

    public static Gen<uint> Tag => Bits48.Select(value => (uint)value);

    public static Gen<MacAddress> Mac => Bits48.Select(value => new MacAddress(value));

    public static Gen<AoeAddress> Address =>
        Gen.Zip(OftenMaximum(0xFFFF), OftenMaximum(0xFF)).Select(pair => new AoeAddress((ushort)pair.Item1, (byte)pair.Item2));

    public static Gen<RequestContext> Context =>
        from destination in Mac
        from source in Mac
        from address in Address
        from tag in Tag
        select new RequestContext(destination, source, address, tag);

    public static Gen<byte[]> Bytes(int most) => Gen.Choose(0, most).SelectMany(length => Byte.ArrayOf(length));

    /// <summary>Anything at all, and frames of ours that are random behind the EtherType, often cut near a header's end.</summary>
    public static Arbitrary<byte[]> Arbitrary => Gen.OneOf(Bytes(MaximumLength), Bytes(80), Ours(MaximumLength), Ours(80)).ToArbitrary();

    private static Gen<byte[]> Ours(int most) =>
        from bytes in Bytes(most)
        from command in Gen.Choose(0, 4)
        select WithType(bytes, (byte)command);

    private static byte[] WithType(byte[] bytes, byte command)
    {
        if (bytes.Length < AoeWire.AoeHeaderLength) return bytes;
        bytes[12] = 0x88;
        bytes[13] = 0xA2;
        bytes[19] = command;
        return bytes;
    }

    private static Gen<int> OftenMaximum(int maximum) => Gen.OneOf(Gen.Choose(0, maximum), Gen.Choose(0, 2), Gen.Constant(maximum));
}
