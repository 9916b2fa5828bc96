namespace AoEde.Native.Packet;

/// <summary>setsockopt and getsockopt with the option's name in the error.</summary>
internal static unsafe class SocketOptions
{
    public static void Set<T>(Descriptor socket, int level, int option, T value, string name)
        where T : unmanaged =>
        NativeException.Check(
            LibC.SetSocketOption(socket.Number, level, option, &value, (uint)sizeof(T)), $"setsockopt {name}");

    /// <summary>For options that only make things faster: an old kernel or a container may not have them.</summary>
    public static bool TrySet(Descriptor socket, int level, int option, int value) =>
        LibC.SetSocketOption(socket.Number, level, option, &value, sizeof(int)) == 0;

    public static T Get<T>(Descriptor socket, int level, int option, string name)
        where T : unmanaged
    {
        T value = default;
        var bytes = (uint)sizeof(T);
        NativeException.Check(
            LibC.GetSocketOption(socket.Number, level, option, &value, &bytes), $"getsockopt {name}");
        return value;
    }
}
