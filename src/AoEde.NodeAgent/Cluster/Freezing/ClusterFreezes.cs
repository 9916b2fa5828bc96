using System.Collections.Concurrent;
using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster.Freezing;

/// <summary>
/// Freezes from AoEFreeze objects that the operator has let go ahead on this node. Different freezes are worked on side by side, one freeze never
/// twice at once.
/// </summary>
internal sealed class ClusterFreezes(
    AgentCore core, FreezeDesk desk, IObjectStore<AoEFreeze> freezes, IStatusApplier applier, string nodeName, TimeProvider time, ILogger logger) : IFreezeSource
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private readonly Signal _changed = new();
    private readonly ConcurrentDictionary<string, Task> _working = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Written> _written = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellation)
    {
        core.Book.Changed = _changed.Set;
        core.Host.Changed += Wake;
        using var subscription = freezes.Subscribe((_, _) => _changed.Set());
        try
        {
            while (true)
            {
                if (freezes.HasSynced)
                {
                    LookAtAll(cancellation);
                }

                // Deadlines of throttled writes need no timer of their own.
                await _changed.WaitAsync(s_again, time, cancellation);
            }
        }
        finally
        {
            core.Book.Changed = () => { };
            core.Host.Changed -= Wake;
            await Task.WhenAll(_working.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Wake(object? sender, EventArgs change) => _changed.Set();

    private void LookAtAll(CancellationToken cancellation)
    {
        var all = freezes.List();
        var inForce = desk.InForce().ToHashSet(StringComparer.Ordinal);

        // Records of a day of backups are many; what is over, and is said to be, needs no look.
        foreach (var freeze in all.Where(freeze => freeze.Status?.Authorized?.NodeName == nodeName && !(freeze.IsComplete() && !inForce.Contains(FreezeIds.Of(freeze)))))
        {
            Start(freeze.Metadata.Uid!, () => LookAsync(freeze, cancellation), FreezeIds.Shown(FreezeIds.Of(freeze)));
        }

        var uids = all.Select(freeze => freeze.Metadata.Uid!).ToHashSet(StringComparer.Ordinal);
        foreach (var id in inForce)
        {
            if (FreezeIds.Parse(id) is { } parts && !uids.Contains(parts.Uid))
            {
                Start(parts.Uid, () => desk.ForgetAsync(id), FreezeIds.Shown(id));
            }
        }

        foreach (var gone in _written.Keys.Where(uid => !uids.Contains(uid)).ToArray())
        {
            _written.TryRemove(gone, out _);
        }
    }

    private void Start(string uid, Func<Task> work, string name)
    {
        var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_working.TryAdd(uid, task.Task))
        {
            // It will be looked at again in a second, or when what is under way changes something.
            return;
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
            catch (Exception problem)
            {
                NodeLog.FreezeFailed(logger, name, problem);
            }
            finally
            {
                _working.TryRemove(uid, out _);
                task.SetResult();
            }
        });
    }

    private async Task LookAsync(AoEFreeze seen, CancellationToken cancellation)
    {
        var uid = seen.Metadata.Uid!;
        var written = _written.GetValueOrDefault(uid) ?? new Written(null, null, DateTimeOffset.UnixEpoch, default, TimeSpan.Zero);
        var freeze = written.After is { } after && written.SeenVersion == seen.Metadata.ResourceVersion
            ? after with { Spec = seen.Spec, Metadata = seen.Metadata }
            : seen;
        var status = await desk.ActAsync(freeze);
        if (status is null || FreezeStatusBody.Patience(status, FreezeStatusBody.Owned(freeze.Status)) is not { } patience)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (now - written.At < patience || now < written.NotBefore)
        {
            return;
        }

        try
        {
            var answer = await applier.ApplyStatusAsync<AoEFreeze>(
                seen.Metadata.Name!, seen.Metadata.NamespaceProperty, FreezeStatusBody.ToJson(status), FieldManagers.Agent, uid, cancellation);
            _written[uid] = new Written(seen.Metadata.ResourceVersion, answer, now, default, TimeSpan.Zero);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            var delay = written.Delay == TimeSpan.Zero ? s_again : written.Delay * 2 < s_longestDelay ? written.Delay * 2 : s_longestDelay;
            _written[uid] = written with { NotBefore = now + delay, Delay = delay };
            if (written.Delay == TimeSpan.Zero)
            {
                NodeLog.FreezeStatusRefused(logger, FreezeIds.Shown(FreezeIds.Of(seen)), problem.Message, delay);
            }
        }
    }

    private sealed record Written(string? SeenVersion, AoEFreeze? After, DateTimeOffset At, DateTimeOffset NotBefore, TimeSpan Delay);
}
