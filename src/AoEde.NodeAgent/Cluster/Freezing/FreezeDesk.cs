using System.Collections.Concurrent;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Rules;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Freezes;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster.Freezing;

/// <summary>
/// Does what one AoEFreeze asks for, and says how it is. What cannot be done at once because something else has to end first is asked for again
/// for a while.
/// </summary>
internal sealed class FreezeDesk(FreezeBook book, TtlLimits limits, ViewWait views, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    // Somebody who lets go and somebody who comes after may be heard in either order.
    private static readonly TimeSpan s_handover = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, string Reason, string Message)> _waiting = new(StringComparer.Ordinal);

    /// <summary>Acts on one freeze.</summary>
    /// <param name="freeze">A freeze that this node is to hold.</param>
    /// <returns>Its status; null when there is nothing to say.</returns>
    public async Task<AoEFreezeStatus?> ActAsync(AoEFreeze freeze)
    {
        var id = FreezeIds.Of(freeze);
        var isLetGo = freeze.Spec.Release || freeze.Metadata.DeletionTimestamp is not null;
        var known = book.Find(id);
        if (known is null)
        {
            return freeze.IsComplete() ? null
                : freeze.Phase() is FreezePhase.Frozen or FreezePhase.Thawing ? Lost(freeze)
                : isLetGo ? NeverFrozen(id, freeze)
                : await FreezeAsync(id, freeze);
        }

        if (isLetGo && (known.IsInForce() || known.IsReleasing()))
        {
            await book.UpdateAsync(id, now => now with { Spec = now.Spec with { Release = true } });
        }
        else if (known.Phase() == FreezePhase.Frozen && (known.Spec.RenewTime != freeze.Spec.RenewTime || known.Spec.Ttl != freeze.Spec.Ttl))
        {
            await RenewAsync(id, freeze);
        }

        return book.Find(id)?.Status;
    }

    /// <summary>Lets go of a freeze whose object is gone.</summary>
    public Task ForgetAsync(string id)
    {
        _waiting.TryRemove(id, out _);
        return book.EndAsync(id);
    }

    /// <summary>Holds of freezes that are in force, whoever asked for them.</summary>
    public IEnumerable<string> InForce() => book.List().Where(freeze => freeze.IsInForce() || freeze.IsReleasing()).Select(freeze => freeze.Metadata.Name!);

    private async Task RenewAsync(string id, AoEFreeze freeze)
    {
        try
        {
            // A longer life than a target allows is cut short by the engine; the deadline that is shown is the true one.
            await book.UpdateAsync(id, now => now with { Spec = now.Spec with { Ttl = freeze.Spec.Ttl, RenewTime = freeze.Spec.RenewTime } });
        }
        catch (FreezeRefusal late)
        {
            // It has ended a moment ago, and the book knows how.
            NodeLog.FreezeWaits(logger, FreezeIds.Shown(id), late.Reason, late.Message);
        }
    }

    private async Task<AoEFreezeStatus?> FreezeAsync(string id, AoEFreeze freeze)
    {
        var wanted = new AoEFreeze { Metadata = new V1ObjectMeta { Name = id }, Spec = freeze.Spec };
        try
        {
            Check(freeze);
            var (made, _) = await book.CreateAsync(wanted);
            _waiting.TryRemove(id, out _);

            // Whoever waits for Frozen will want to read the view at once.
            await views.UntilThereAsync(freeze.Spec.Targets);
            return book.Find(id)?.Status ?? made.Status;
        }
        catch (FreezeRefusal refusal)
        {
            return await RefusedAsync(id, wanted, freeze, refusal);
        }
    }

    private void Check(AoEFreeze freeze)
    {
        if (AoeFreezeRules.Validate(freeze).FirstOrDefault(violation => violation.Severity == Severity.Error) is { } broken)
        {
            throw new FreezeRefusal(FreezeRefusal.Invalid, broken.ToString());
        }

        limits.Check(freeze);
    }

    private async Task<AoEFreezeStatus?> RefusedAsync(string id, AoEFreeze wanted, AoEFreeze freeze, FreezeRefusal refusal)
    {
        var now = time.GetUtcNow();
        var waiting = _waiting.GetOrAdd(id, _ => (now, refusal.Reason, refusal.Message));
        if (now - waiting.Since < PatienceFor(refusal.Reason))
        {
            if (waiting.Since == now)
            {
                NodeLog.FreezeWaits(logger, FreezeIds.Shown(id), refusal.Reason, refusal.Message);
            }

            if (book.Find(id) is not null)
            {
                await book.DeleteAsync(id);
            }

            var since = freeze.Status?.Condition(FreezeConditions.Frozen)?.LastTransitionTime ?? waiting.Since;
            return FreezeStory.Waiting(wanted, refusal.Reason, refusal.Message, since).Status;
        }

        _waiting.TryRemove(id, out _);
        return book.Find(id)?.Status ?? FreezeStory.Failed(wanted, refusal.Reason, refusal.Message, now).Status;
    }

    private static TimeSpan PatienceFor(string reason) => reason switch
    {
        FreezeRefusal.NotFound or "NotReady" or "Merging" or "Busy" => s_patience,
        "AlreadyFrozen" => s_handover,
        _ => TimeSpan.Zero,
    };

    // It was frozen, and neither a record nor a hold is left: to freeze anew would pass another moment off as the old one.
    private AoEFreezeStatus Lost(AoEFreeze freeze)
    {
        const string Cause = "The agent has neither a record nor a hold of it: its state directory was lost, or a target went away.";
        return FreezeStory.Ended(freeze, HoldEnd.Broken, Cause, isMerging: false, time.GetUtcNow()).Status!;
    }

    private AoEFreezeStatus NeverFrozen(string id, AoEFreeze freeze)
    {
        _waiting.TryRemove(id, out _);
        return FreezeStory.NeverFrozen(freeze, time.GetUtcNow()).Status!;
    }
}
