using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>How freezes end: by whoever holds them, by the clock, or because the engine could not keep them.</summary>
/// <param name="shelf">The freezes.</param>
/// <param name="engine">What holds them.</param>
/// <param name="news">The line in which what the engine tells is taken in.</param>
/// <param name="view">Looks at the engine.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of each end.</param>
internal sealed class FreezeEnding(FreezeShelf shelf, IFreezeEngine engine, WorkLine news, Func<EngineView> view, TimeProvider time, ILogger logger)
{
    /// <summary>Releases a freeze that is not over; the caller holds its gate.</summary>
    /// <returns>The freeze as it is then.</returns>
    /// <exception cref="FreezeRefusal">The engine does not let it go.</exception>
    public async Task<AoEFreeze> ReleaseAsync(FreezeEntry entry) => entry.Freeze.IsInForce() || entry.Freeze.IsReleasing()
        ? await ReleaseAsync(entry, entry.Freeze with { Spec = entry.Freeze.Spec with { Release = true } })
        : entry.Freeze;

    /// <summary>Releases a freeze because its spec says so; the caller holds its gate.</summary>
    /// <param name="entry">The freeze.</param>
    /// <param name="wanted">The freeze with the spec that releases it.</param>
    /// <returns>The freeze as it is then.</returns>
    /// <exception cref="FreezeRefusal">The engine does not let it go.</exception>
    public async Task<AoEFreeze> ReleaseAsync(FreezeEntry entry, AoEFreeze wanted)
    {
        if (entry.Freeze.IsInForce())
        {
            shelf.Change(entry, now => FreezeStory.Releasing(now with { Spec = wanted.Spec }, time.GetUtcNow()));
        }

        if (!entry.Freeze.IsReleasing())
        {
            // It ended by itself before: nothing is left to let go, and how it ended stands.
            return shelf.Change(entry, now => now with { Spec = wanted.Spec });
        }

        try
        {
            await engine.ReleaseAsync(wanted.Metadata.Name!, CancellationToken.None);
        }
        catch (FreezeException problem)
        {
            // The hold may have ended a moment ago by itself, and that is about to be told.
            await news.WaitAsync();
            if (entry.Freeze.IsReleasing() && problem.Reason != FreezeRefusal.NotFound)
            {
                throw new FreezeRefusal(problem.Reason, problem.Message, entry.Freeze);
            }

            return End(entry, entry.IsConfirmed ? HoldEnd.Broken : HoldEnd.Released, $"The engine did not hold it any more: {problem.Message}");
        }

        AgentLog.Released(logger, wanted.Metadata.Name!);
        return End(entry, HoldEnd.Released, "Its holder let go.");
    }

    /// <summary>Takes in that the engine has ended the hold of one target.</summary>
    public async Task HoldEndedAsync(HoldEndedEventArgs ended)
    {
        if (!shelf.TryFind(ended.Hold.Id, out var entry) || !(entry.Freeze.IsInForce() || entry.Freeze.IsReleasing()))
        {
            return;
        }

        entry.Ended.Add(ended.Target);
        if (ended.End == HoldEnd.Broken)
        {
            AgentLog.FreezeBroken(logger, ended.Hold.Id, ended.Message);
            End(entry, HoldEnd.Broken, $"{ended.Target}: {ended.Message}");

            // A group with one member gone is no point in time any more.
            if (entry.Freeze.Spec.Targets.Count > entry.Ended.Count)
            {
                await TryReleaseAsync(ended.Hold.Id);
            }
        }
        else if (entry.Freeze.Spec.Targets.All(entry.Ended.Contains) && !entry.Freeze.IsReleasing())
        {
            AgentLog.HoldEnded(logger, ended.Hold.Id, ended.End, ended.Message);
            End(entry, ended.End, ended.Message);
        }
    }

    /// <summary>Has the engine let a hold go that no freeze stands for; one that it does not know is fine.</summary>
    public async Task TryReleaseAsync(string id)
    {
        try
        {
            await engine.ReleaseAsync(id, CancellationToken.None);
        }
        catch (FreezeException problem)
        {
            AgentLog.FreezeNotReleased(logger, id, problem);
        }
    }

    private AoEFreeze End(FreezeEntry entry, HoldEnd end, string message)
    {
        var seen = view();
        return shelf.Change(entry, now => now.IsInForce() || now.IsReleasing()
            ? FreezeStory.Ended(now, end, message, seen.IsMerging(now), time.GetUtcNow())
            : now);
    }
}
