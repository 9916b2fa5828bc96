using AoEde.Native.Threads;
using AoEde.Testing.Host;

namespace AoEde.Testing.Networks;

/// <summary>
/// Runs code inside a namespace, on a thread of its own. A socket opened there stays in the namespace and may be used from any thread
/// afterwards.
/// </summary>
public static class NamespaceThread
{
    public static T Run<T>(TestHost host, Func<T> code) => DedicatedThread.Run(() => NetworkNamespaces.EnterCurrentThread(host.Name), code);
}
