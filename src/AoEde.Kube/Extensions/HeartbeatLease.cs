using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>Says that a process lives, by renewing a Lease. It is not given back at the end: others notice when it goes stale.</summary>
public sealed class HeartbeatLease
{
    /// <summary>Makes one.</summary>
    /// <param name="client">The server.</param>
    /// <param name="namespace">Namespace of the lease.</param>
    /// <param name="name">Its name.</param>
    /// <param name="holder">Who lives.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of failures, once each time they begin.</param>
    /// <param name="renew">How often it is renewed; 10 s if not given.</param>
    /// <param name="duration">After how long it is stale; 40 s if not given.</param>
    public HeartbeatLease(
        IKubernetesClient client, string @namespace, string name, string holder, TimeProvider time, ILogger logger,
        TimeSpan? renew = null, TimeSpan? duration = null) => _ = (client, @namespace, name, holder, time, logger, renew, duration);

    /// <summary>The object without which the lease is removed, such as the Node; set before <see cref="RunAsync"/>.</summary>
    public V1OwnerReference? Owner { get; init; }

    /// <summary>When it was renewed last; null before the first time.</summary>
    public DateTimeOffset? LastRenewed => null;

    /// <summary>Renews until cancelled; failures are tried again for ever.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
