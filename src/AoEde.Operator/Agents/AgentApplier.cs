using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Agents;

/// <summary>Writes the DaemonSet of the agents.</summary>
internal sealed class AgentApplier(IKubernetesClient client, IStatusApplier applier)
{
    /// <summary>Applies it.</summary>
    /// <param name="body">The owned fields.</param>
    /// <param name="isThere">Whether it exists.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KubernetesException">400 or 422: the server does not take it.</exception>
    public async Task<V1DaemonSet> ApplyAsync(JsonObject body, bool isThere, CancellationToken cancellationToken)
    {
        try
        {
            return await applier.ApplyAsync<V1DaemonSet>(body.DeepClone().AsObject(), FieldManagers.Operator, cancellationToken);
        }
        catch (KubernetesException answer) when (isThere && Answers.IsRefusal(answer))
        {
            try
            {
                return await ReplaceAsync(body, cancellationToken);
            }
            catch (KubernetesException second) when (Answers.IsRefusal(second))
            {
                // The first answer names the field; this one repeats the whole object.
                throw new KubernetesException(answer.Status);
            }
        }
    }

    // Of a probe or volume that the template has no longer, apply takes away what was applied and leaves what the server had added to it: a probe
    // with a scheme and no port, which the server then refuses. So the whole pod template is replaced, nobody owns what the server added,
    // and what is applied after that is the operator's as before.
    private async Task<V1DaemonSet> ReplaceAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var name = body["metadata"]!["name"]!.GetValue<string>();
        var @namespace = body["metadata"]!["namespace"]!.GetValue<string>();
        await PatchAsync(name, @namespace, "/spec/template", body["spec"]!["template"]!.DeepClone(), cancellationToken);
        await PatchAsync(name, @namespace, "/metadata/managedFields", new JsonArray(new JsonObject()), cancellationToken);
        return await applier.ApplyAsync<V1DaemonSet>(body.DeepClone().AsObject(), FieldManagers.Operator, cancellationToken);
    }

    private Task<V1DaemonSet> PatchAsync(string name, string @namespace, string path, JsonNode value, CancellationToken cancellationToken) =>
        client.PatchAsync<V1DaemonSet>(
            new(new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = value }), V1Patch.PatchType.JsonPatch),
            name, @namespace, FieldManagers.Operator, cancellationToken: cancellationToken);
}
