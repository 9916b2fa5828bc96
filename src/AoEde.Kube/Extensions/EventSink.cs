using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Records events for people. Equal ones of ten minutes become one with a count; of one object 25 at once and then one each five minutes are
/// written; what is too much is dropped and counted. Best effort: nothing waits for it, and nothing fails because of it.
/// </summary>
public sealed class EventSink
{
    /// <summary>Makes one; <see cref="RunAsync"/> does the writing.</summary>
    /// <param name="client">The server.</param>
    /// <param name="component">Who reports, such as <c>aoede.io/operator</c>.</param>
    /// <param name="instance">Which of them, such as the pod.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of failures, once each time they begin.</param>
    public EventSink(IKubernetesClient client, string component, string instance, TimeProvider time, ILogger logger) =>
        _ = (client, component, instance, time, logger);

    /// <summary>How many were dropped.</summary>
    public long Dropped => 0;

    /// <summary>This sink as KubeOps has it.</summary>
    public EventPublisher Publisher => (entity, reason, message, type, _) =>
    {
        Publish(entity, reason, message, type);
        return Task.CompletedTask;
    };

    /// <summary>Records an event. Returns at once.</summary>
    /// <param name="entity">The object; its name and UID count.</param>
    /// <param name="reason">One CamelCase word.</param>
    /// <param name="message">A sentence for people; cut at 1 KiB.</param>
    /// <param name="type">How grave it is.</param>
    public void Publish(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type = EventType.Normal) =>
        throw new NotSupportedException();

    /// <summary>Writes events until cancelled, and then what is left for a moment.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
