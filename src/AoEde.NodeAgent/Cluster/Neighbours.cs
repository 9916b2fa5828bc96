using System.Collections.Concurrent;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Cluster;

/// <summary>
/// Knows which node a MAC address belongs to, by the interfaces that the agents tell of in their AoENodes. It is asked when
/// somebody answers at an address of ours, so the server is read then, rather than every node being followed all the time.
/// </summary>
/// <param name="client">The API server.</param>
/// <param name="time">The clock.</param>
internal sealed class Neighbours(IKubernetesClient client, TimeProvider time)
{
    // Targets come and go meanwhile: the engine waits for the answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<MacAddress, string> _known = new();

    /// <summary><c>node worker-2</c>; null when it is no node's, or the server does not say in time and never did.</summary>
    /// <param name="mac">The address.</param>
    public async Task<string?> WhoIsAsync(MacAddress mac)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        try
        {
            var text = mac.ToString();
            var nodes = await client.ListAsync<AoENode>(cancellationToken: limit.Token);
            if (nodes.FirstOrDefault(node => node.Status?.Interfaces?.Any(card => card.Mac == text) == true) is not { } owner)
            {
                return null;
            }

            return _known[mac] = $"node {owner.Metadata.Name}";
        }
        catch (Exception problem) when (problem is KubernetesException or HttpRequestException or IOException or OperationCanceledException)
        {
            return _known.GetValueOrDefault(mac);
        }
    }
}
