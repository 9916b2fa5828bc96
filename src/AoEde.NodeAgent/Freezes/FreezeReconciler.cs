using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Rules;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// Brings the book and the engine together, after a start and whenever targets have changed. The engine's holds are what counts:
///
/// | book | engine | then |
/// |---|---|---|
/// | Freezing, nobody acting on it | holds it | Frozen |
/// | Freezing, nobody acting on it | does not | Failed: the agent ended before it was frozen |
/// | Frozen | holds it | stays |
/// | Frozen, never seen held by this process | target open, not held | Broken, not Valid |
/// | Frozen | shadow lost | Broken, not Valid |
/// | Frozen | target not open | condition Frozen is Unknown |
/// | Thawing | no target merges | Released or Expired |
/// | let go, or over | holds it | it is released again |
/// | nothing | holds it | the freeze is written anew from the hold |
/// </summary>
internal sealed class FreezeReconciler(FreezeShelf shelf, IFreezeEngine engine, TimeProvider time, string hostName, ILogger logger)
{
    /// <summary>Looks at everything once.</summary>
    public async Task RunAsync()
    {
        // Known before seen: a freeze that is added between the two looks is not taken for one that nobody knows.
        var known = shelf.Entries;
        var view = new EngineView(engine.Status(), hostName);
        foreach (var entry in known)
        {
            // Somebody who is acting on it knows better.
            if (await entry.Gate.WaitAsync(TimeSpan.Zero))
            {
                try
                {
                    await LookAtAsync(entry, view);
                }
                finally
                {
                    entry.Gate.Release();
                }
            }
        }

        var names = known.Select(entry => entry.Freeze.Metadata.Name!).ToHashSet(StringComparer.Ordinal);
        foreach (var (hold, targets) in view.Holds().Where(pair => !names.Contains(pair.Hold.Id)))
        {
            WriteAnew(hold, targets, view);
        }
    }

    private async Task LookAtAsync(FreezeEntry entry, EngineView view)
    {
        var freeze = entry.Freeze;
        if (freeze.IsInForce())
        {
            LookAtHold(entry, view);
        }
        else if (view.Holds().Any(pair => pair.Hold.Id == freeze.Metadata.Name))
        {
            await ReleaseAgainAsync(entry, view);
        }
        else if (freeze.IsReleasing())
        {
            shelf.Change(entry, now => FreezeStory.Ended(now, HoldEnd.Released, "Its holder let go.", view.IsMerging(now), time.GetUtcNow()));
        }
        else if (freeze.Phase() == FreezePhase.Thawing && !view.IsMerging(freeze))
        {
            shelf.Change(entry, now => FreezeStory.Merged(now, time.GetUtcNow()));
        }
    }

    private void LookAtHold(FreezeEntry entry, EngineView view)
    {
        var (verdict, reason, message) = view.Judge(entry.Freeze);
        var isFrozen = entry.Freeze.Phase() == FreezePhase.Frozen;
        switch (verdict)
        {
            case HoldVerdict.Held:
                var isSeen = entry.Freeze.Status?.Condition(FreezeConditions.Frozen)?.Status == ConditionStatus.True;
                if (!isFrozen || !isSeen)
                {
                    shelf.Change(entry, now => FreezeStory.Frozen(now, view.TargetsOf(now), view.ExpiresAt(now), time.GetUtcNow()));
                }

                entry.IsConfirmed = true;
                break;
            case HoldVerdict.Lost when isFrozen && (!entry.IsConfirmed || reason == Reasons.ShadowLost):
                AgentLog.FreezeBroken(logger, entry.Freeze.Metadata.Name!, message);
                shelf.Change(entry, now => FreezeStory.Ended(now, HoldEnd.Broken, message, isMerging: false, time.GetUtcNow()));
                break;
            case HoldVerdict.Lost when !isFrozen:
                const string Interrupted = "The agent ended before the targets were frozen; ask again.";
                shelf.Change(entry, now => FreezeStory.Failed(now, FreezePhase.Failed, Interrupted, time.GetUtcNow()));
                break;
            case HoldVerdict.OutOfSight when isFrozen && entry.Freeze.Status!.Condition(FreezeConditions.Frozen) is not { Status: ConditionStatus.Unknown }:
                shelf.Change(entry, now => FreezeStory.OutOfSight(now, reason, message, time.GetUtcNow()));
                break;
        }
    }

    private async Task ReleaseAgainAsync(FreezeEntry entry, EngineView view)
    {
        try
        {
            await engine.ReleaseAsync(entry.Freeze.Metadata.Name!, CancellationToken.None);
            if (entry.Freeze.IsReleasing())
            {
                shelf.Change(entry, now => FreezeStory.Ended(now, HoldEnd.Released, "Its holder let go.", isMerging: true, time.GetUtcNow()));
            }
        }
        catch (FreezeException problem)
        {
            AgentLog.FreezeNotReleased(logger, entry.Freeze.Metadata.Name!, problem);
        }
    }

    private void WriteAnew(HoldStatus hold, string[] targets, EngineView view)
    {
        // Whole seconds: what was asked for had them, and the field has no room for more.
        var ttl = new GoDuration(1_000_000_000L * Math.Max(1, (long)Math.Round(hold.Ttl.TotalSeconds)));
        var freeze = new AoEFreeze
        {
            Metadata = new V1ObjectMeta { Name = hold.Id, Uid = Guid.NewGuid().ToString(), CreationTimestamp = hold.FrozenAt },
            Spec = new AoEFreezeSpec { Targets = targets, Holder = hold.Holder, Ttl = ttl.ToString() },
        };
        var named = freeze with { Metadata = freeze.Metadata with { Name = FreezeIds.NameOf(hold.Id) } };
        if (AoeFreezeRules.Validate(named).Count > 0)
        {
            // Not one of ours: whoever made a hold of such a name must end it.
            AgentLog.ForeignHold(logger, hold.Id);
            return;
        }

        try
        {
            if (shelf.TryAdd(FreezeStory.Frozen(freeze, view.TargetsOf(freeze), view.ExpiresAt(freeze), time.GetUtcNow())) is { } entry)
            {
                entry.IsConfirmed = true;
                AgentLog.FreezeWrittenAnew(logger, hold.Id);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            AgentLog.FreezeNotStored(logger, hold.Id, problem);
        }
    }
}
