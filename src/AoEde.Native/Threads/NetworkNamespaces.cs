namespace AoEde.Native.Threads;

/// <summary>Network namespaces as <c>ip netns</c> keeps them.</summary>
public static class NetworkNamespaces
{
    private const string Folder = "/run/netns";

    /// <summary>
    /// Moves the calling thread into a network namespace for good: sockets it opens from now on live there. Only for
    /// a thread of its own, never for one of the pool, which would carry the namespace into other work.
    /// </summary>
    /// <param name="name">A name under /run/netns, or a path such as /proc/42/ns/net.</param>
    /// <exception cref="NativeException">No such namespace, or no CAP_SYS_ADMIN.</exception>
    public static void EnterCurrentThread(string name)
    {
        var path = name.Contains('/', StringComparison.Ordinal) ? name : Path.Combine(Folder, name);
        using var descriptor = Descriptor.Own(LibC.Open(path, LibC.O_RDONLY | LibC.O_CLOEXEC, 0), $"open {path}");
        NativeException.Check(LibC.SetNamespace(descriptor.Number, LibC.CLONE_NEWNET), $"setns {path}");
    }
}
