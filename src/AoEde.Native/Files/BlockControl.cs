namespace AoEde.Native.Files;

/// <summary>The block layer's ioctls that read one number.</summary>
internal static unsafe class BlockControl
{
    public static int ReadInt(int descriptor, uint request, string operation)
    {
        int value;
        NativeException.Check(LibC.IoControl(descriptor, request, &value), operation);
        return value;
    }

    public static long ReadLong(int descriptor, uint request, string operation)
    {
        long value;
        NativeException.Check(LibC.IoControl(descriptor, request, &value), operation);
        return value;
    }
}
