using System.Runtime.ExceptionServices;
using AoEde.Native.Threads;

namespace AoEde.Testing.Networks;

/// <summary>
/// Runs code inside a namespace, on a thread that ends with it: a thread that has moved must not go back to the pool.
/// A socket opened there stays in the namespace and may be used from any thread afterwards.
/// </summary>
public static class NamespaceThread
{
    public static T Run<T>(TestHost host, Func<T> code)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                NetworkNamespaces.EnterCurrentThread(host.Name);
                result = code();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        { IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
