using AoEde.Kube.Client;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>Lets one of several processes lead, by a Lease. Whether a lease has run out is judged by the own clock since it last changed, never by comparing clocks.</summary>
public sealed class LeaseElector
{
    /// <summary>Makes one that does not lead.</summary>
    /// <param name="client">The server.</param>
    /// <param name="namespace">Namespace of the lease.</param>
    /// <param name="name">Its name.</param>
    /// <param name="identity">The pod or process; something random is added, so that a restarted process is another.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of every change and every failure.</param>
    /// <param name="options">How long leadership lasts.</param>
    public LeaseElector(
        IKubernetesClient client, string @namespace, string name, string identity, TimeProvider time, ILogger logger, LeaseElectorOptions? options = null) =>
        _ = (client, @namespace, name, identity, time, logger, options);

    /// <summary>The identity with its random part.</summary>
    public string Identity => "";

    /// <summary>Whether this process leads now, by the clock: true only while nobody else can have taken over.</summary>
    public bool IsLeader => false;

    /// <summary>Who leads, as last seen; null when nobody does.</summary>
    public string? Leader => null;

    /// <summary>Cancelled when leadership ends; already so while this process does not lead.</summary>
    public CancellationToken LeadershipToken => new(canceled: true);

    /// <summary>How it is.</summary>
    public HealthPart Health => new("", true, true, "");

    /// <summary>Competes until cancelled. Leadership is given back only after the work has ended.</summary>
    /// <param name="lead">The work of a leader. Its token is cancelled when leadership ends; it must end soon after. When it ends by itself, leadership is given up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) => throw new NotSupportedException();
}
