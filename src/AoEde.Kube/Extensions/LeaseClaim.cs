using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>What came of asking for a lease.</summary>
internal enum LeaseClaimResult
{
    /// <summary>Nothing is known: ask again.</summary>
    Undecided,

    /// <summary>It is ours.</summary>
    Held,

    /// <summary>Somebody else has it.</summary>
    HeldByAnother,
}

/// <summary>One process' claim to a lease: what it saw of it, and when by its own clock.</summary>
/// <param name="client">The server.</param>
/// <param name="lease">The lease.</param>
/// <param name="identity">Who claims it.</param>
/// <param name="duration">For how long, each time.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseClaim(IKubernetesClient client, ObjectKey lease, string identity, TimeSpan duration, TimeProvider time)
{
    private V1Lease? _seen;
    private long _changed;

    /// <summary>The lease.</summary>
    public ObjectKey Lease { get; } = lease;

    /// <summary>What was last asked of the server, for messages.</summary>
    public string Verb { get; private set; } = "get";

    /// <summary>Whether the server has answered at all.</summary>
    public bool WasSeen => Volatile.Read(ref _seen) is not null;

    /// <summary>Who holds it, as last seen; null when nobody does.</summary>
    public string? Holder => Volatile.Read(ref _seen)?.Spec.HolderIdentity is { Length: > 0 } holder ? holder : null;

    /// <summary>Takes the lease if it is free, and renews it if it is ours.</summary>
    /// <param name="held">Whether it was ours the last time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KubernetesException">The server refused.</exception>
    public async Task<LeaseClaimResult> TryHoldAsync(bool held, CancellationToken cancellationToken)
    {
        // The usual case of a leader: one request. What it wrote last is still what is there.
        if (held && _seen is { } last && IsOurs(last) && await WriteAsync(Renewed(last), cancellationToken))
            return LeaseClaimResult.Held;

        Verb = "get";
        var current = await client.GetAsync<V1Lease>(Lease.Name, Lease.Namespace, cancellationToken);
        if (current is null)
            return await CreateAsync(cancellationToken) ? LeaseClaimResult.Held : LeaseClaimResult.Undecided;
        See(current);
        if (!IsOurs(current) && (held || !IsFree(current)))
            return LeaseClaimResult.HeldByAnother;
        return await WriteAsync(IsOurs(current) ? Renewed(current) : Taken(current), cancellationToken) ? LeaseClaimResult.Held : LeaseClaimResult.Undecided;
    }

    /// <summary>Gives the lease back, if it is still ours.</summary>
    /// <exception cref="KubernetesException">The server refused.</exception>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        Verb = "get";
        var current = await client.GetAsync<V1Lease>(Lease.Name, Lease.Namespace, cancellationToken);
        if (current is null || !IsOurs(current))
            return;
        var now = time.GetUtcNow();
        await WriteAsync(
            current with { Spec = current.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = now, AcquireTime = now } }, cancellationToken);
    }

    private bool IsOurs(V1Lease seen) => seen.Spec.HolderIdentity == identity;

    private bool IsFree(V1Lease seen) =>
        string.IsNullOrEmpty(seen.Spec.HolderIdentity)
        || time.GetElapsedTime(_changed) >= (seen.Spec.LeaseDurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : duration);

    private V1LeaseSpec OurSpec(int transitions, DateTimeOffset? acquired)
    {
        var now = time.GetUtcNow();
        return new()
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = (int)Math.Ceiling(duration.TotalSeconds),
            AcquireTime = acquired ?? now,
            RenewTime = now,
            LeaseTransitions = transitions,
        };
    }

    private V1Lease Renewed(V1Lease seen) => seen with { Spec = OurSpec(seen.Spec.LeaseTransitions ?? 0, seen.Spec.AcquireTime) };

    private V1Lease Taken(V1Lease seen) => seen with { Spec = OurSpec((seen.Spec.LeaseTransitions ?? 0) + 1, null) };

    private async Task<bool> CreateAsync(CancellationToken cancellationToken)
    {
        Verb = "create";
        var wanted = new V1Lease { Metadata = new() { Name = Lease.Name, NamespaceProperty = Lease.Namespace }, Spec = OurSpec(0, null) };
        try
        {
            See(await client.CreateAsync(wanted, cancellationToken));
            return true;
        }
        catch (KubernetesException error) when (error.IsConflict())
        {
            return false;
        }
    }

    /// <summary>Writes, if nobody has written since.</summary>
    private async Task<bool> WriteAsync(V1Lease wanted, CancellationToken cancellationToken)
    {
        Verb = "update";
        try
        {
            See(await client.UpdateAsync(wanted, cancellationToken));
            return true;
        }
        catch (KubernetesException error) when (error.IsConflict() || error.IsNotFound())
        {
            return false;
        }
    }

    /// <summary>Remembers a state, and the moment at which it first looked so.</summary>
    private void See(V1Lease current)
    {
        if (_seen is null || _seen.Spec != current.Spec || _seen.Metadata.Uid != current.Metadata.Uid)
            _changed = time.GetTimestamp();
        Volatile.Write(ref _seen, current);
    }
}
