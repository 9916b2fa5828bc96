using System.Runtime.ExceptionServices;

namespace AoEde.Testing.Host;

/// <summary>
/// Runs code on a thread that ends with it: one that was changed, by entering a namespace or by being bound to a CPU, must not go back
/// to the pool.
/// </summary>
public static class DedicatedThread
{
    /// <summary>Waits for the work's result; what it or the preparation throws is thrown here.</summary>
    /// <param name="prepare">What changes the thread.</param>
    /// <param name="work">What is done on it then.</param>
    public static T Run<T>(Action prepare, Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                prepare();
                result = work();
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
