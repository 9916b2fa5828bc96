using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Inventory;

/// <summary>Writes the AoENode of one node: the object with its owner, and the status. What is there already is not written again.</summary>
/// <param name="nodeName">Name of the Node, and of the AoENode.</param>
/// <param name="client">The server, to look for the Node.</param>
/// <param name="applier">The server, to write.</param>
/// <param name="logger">Hears that there is no Node.</param>
internal sealed class NodeWriter(string nodeName, IKubernetesClient client, IStatusApplier applier, ILogger logger)
{
    private string? _uid;
    private JsonObject? _sent;

    /// <summary>Whether a status differs from what the server has, or was sent last.</summary>
    /// <param name="status">The status as it should be.</param>
    /// <param name="current">The object as the server has it; null while that is not known.</param>
    public bool Differs(AoENodeStatus status, AoENode? current)
    {
        var wanted = Body(status);
        var there = current is not null ? (current.Status is { } known ? Body(known) : null) : _sent;
        return !JsonNode.DeepEquals(wanted, there);
    }

    /// <summary>Writes a status; makes the object first where there is none.</summary>
    /// <param name="status">The status.</param>
    /// <param name="current">The object as the server has it; null while that is not known.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="KubernetesException">The server refused.</exception>
    public async Task WriteAsync(AoENodeStatus status, AoENode? current, CancellationToken cancellation)
    {
        _uid = current?.Metadata.Uid ?? _uid;
        if (_uid is null || current is { Metadata.OwnerReferences: null or { Count: 0 } })
            await WriteObjectAsync(cancellation);
        var body = Body(status);
        try
        {
            await applier.ApplyStatusAsync<AoENode>(nodeName, null, body, FieldManagers.Agent, _uid, cancellation);
            _sent = body;
        }
        catch (KubernetesException gone) when (gone.Status.Code is 404 or 409)
        {
            // Deleted, or made anew by somebody: the next attempt begins with the object.
            _uid = null;
            throw;
        }
    }

    private async Task WriteObjectAsync(CancellationToken cancellation)
    {
        var metadata = new JsonObject { ["name"] = nodeName };
        if (await client.GetAsync<V1Node>(nodeName, cancellationToken: cancellation) is { Metadata.Uid: { } owner })
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = V1Node.KindName,
                ["name"] = nodeName,
                ["uid"] = owner,
            });
        }
        else
        {
            InventoryLog.NoNode(logger, nodeName);
        }

        var entity = new JsonObject { ["apiVersion"] = ApiGroup.ApiVersion, ["kind"] = AoENode.KindName, ["metadata"] = metadata };
        var made = await applier.ApplyAsync<AoENode>(entity, FieldManagers.Agent, cancellation);
        _uid = made.Metadata.Uid;
    }

    private static JsonObject Body(AoENodeStatus status) => ApiJson.ToTree(status).AsObject();
}
