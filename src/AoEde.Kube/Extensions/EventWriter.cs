using System.Text.Json.Nodes;
using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Writes events. What happens again within ten minutes is counted on the event that is there, whatever its message says: a changing number in a
/// message must not fill the server. Not thread-safe.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="component">Who reports.</param>
/// <param name="instance">Which of them.</param>
internal sealed class EventWriter(IKubernetesClient client, string component, string instance)
{
    private const int MostRemembered = 4096;
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string, string, Operator.EventType), Written> _written = [];
    private long _number;

    /// <summary>Writes an occurrence.</summary>
    /// <exception cref="KubernetesException">The server refused.</exception>
    public async Task WriteAsync(EventOccurrence occurrence, CancellationToken cancellationToken)
    {
        if (_written.TryGetValue(occurrence.Group, out var written) && occurrence.At - written.Last < Together
            && await CountAsync(written, occurrence, cancellationToken))
        {
            return;
        }

        var created = await client.CreateAsync(Model(occurrence), cancellationToken);
        if (_written.Count >= MostRemembered)
            Forget(occurrence.At);
        _written[occurrence.Group] = new(created.Metadata.Name ?? "", occurrence.Subject.EventNamespace, 1, occurrence.At);
    }

    private async Task<bool> CountAsync(Written written, EventOccurrence occurrence, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["count"] = written.Count + 1,
            ["lastTimestamp"] = KubernetesTime.Seconds(occurrence.At),
            ["message"] = occurrence.Message,
        };
        try
        {
            await client.PatchAsync<Corev1Event>(
                new(patch, V1Patch.PatchType.MergePatch), written.Name, written.Namespace, cancellationToken: cancellationToken);
        }
        catch (KubernetesException error) when (error.IsNotFound())
        {
            // The server keeps events for an hour only, and anyone may delete them.
            _written.Remove(occurrence.Group);
            return false;
        }

        _written[occurrence.Group] = written with { Count = written.Count + 1, Last = occurrence.At };
        return true;
    }

    private Corev1Event Model(EventOccurrence occurrence) => new()
    {
        Metadata = new()
        {
            Name = EventText.Name(occurrence.Subject.Name, _number = Math.Max(_number + 1, occurrence.At.UtcTicks)),
            NamespaceProperty = occurrence.Subject.EventNamespace,
        },
        InvolvedObject = new()
        {
            ApiVersion = occurrence.Subject.ApiVersion,
            Kind = occurrence.Subject.Kind,
            Name = occurrence.Subject.Name,
            NamespaceProperty = occurrence.Subject.Namespace,
            Uid = occurrence.Subject.Uid,
            ResourceVersion = occurrence.Subject.ResourceVersion,
        },
        Reason = occurrence.Reason,
        Message = occurrence.Message,
        Type = occurrence.Type.ToString(),
        Count = 1,
        FirstTimestamp = occurrence.At,
        LastTimestamp = occurrence.At,
        Source = new() { Component = component },
        ReportingComponent = component,
        ReportingInstance = instance,
    };

    /// <summary>Forgets what is too old to be counted, else everything: an event twice is better than too much memory.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var group in _written.Where(pair => now - pair.Value.Last >= Together).Select(pair => pair.Key).ToList())
            _written.Remove(group);
        if (_written.Count >= MostRemembered)
            _written.Clear();
    }

    private sealed record Written(string Name, string Namespace, int Count, DateTimeOffset Last);
}
