using AoEde.Engine;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// Waits until frozen views can be read: an address is probed before it is announced, which takes a third of a second, and whoever
/// asked for a freeze will want to read at once. A view that cannot come up, for want of a link, say, is not waited for long.
/// </summary>
internal sealed class ViewWait(IFreezeEngine engine, Func<string, TargetOptions?> optionsOf, TimeProvider time)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Returns when each of the targets that is to have a view has one, or after two seconds.</summary>
    public async Task UntilThereAsync(IReadOnlyList<string> targets)
    {
        // Not disposed: a call of the engine may be under way when we stop listening, and a semaphore without a wait handle holds nothing.
        var changed = new SemaphoreSlim(0);
        engine.Changed += Wake;
        try
        {
            using var limit = new CancellationTokenSource(s_longest, time);
            while (targets.Any(IsMissing))
            {
                await changed.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The base can be read all the same.
        }
        finally
        {
            engine.Changed -= Wake;
        }

        void Wake(object? sender, EventArgs change) => changed.Release();
    }

    private bool IsMissing(string target) => optionsOf(target)?.Freeze.View is not null
        && engine.Status().FirstOrDefault(status => status.Name == target)?.Freeze is { State: FreezeState.Frozen, ViewAddress: null };
}
