namespace AoEde.Engine.Tests.PowerCut;

/// <summary>Names the content of a file: the exclusive or of one number for each sector that is not zero.</summary>
internal static class StateKey
{
    public static ulong Of(long index, Sector content) => content.Hash == 0 ? 0 : Mix(content.Hash + ((ulong)index * 0x9E37_79B9_7F4A_7C15));

    public static ulong OfLength(long length) => Mix((ulong)length ^ 0xD1B5_4A32_D192_ED03);

    // The finalizer of splitmix64: every bit of the input reaches every bit of the output.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
