using System.Text.Json.Nodes;
using AoEde.Api;

namespace AoEde.Operator.Agents;

/// <summary>The DaemonSet of the agents, made of the administrator's template.</summary>
internal static class AgentDaemonSet
{
    /// <summary>Its name.</summary>
    public const string Name = "aoede-agent";

    /// <summary>Label of a node on which an agent is to run.</summary>
    public const string NodeLabel = ApiGroup.Name + "/agent";

    /// <summary>Annotation of the pods: which installation they belong to.</summary>
    /// <remarks>
    /// Agents outlive a release, but their tokens do not: those are of a service account that a new installation makes anew, and a kubelet
    /// exchanges a token only when its time is up. So agents of another installation are replaced, one node at a time.
    /// </remarks>
    public const string InstallationAnnotation = ApiGroup.Name + "/installation";

    /// <summary>Label by which the DaemonSet knows its pods.</summary>
    public const string Selector = "app.kubernetes.io/name";

    /// <summary>The owned fields for server-side apply.</summary>
    /// <param name="template">What the administrator wrote.</param>
    /// <param name="namespace">The operator's namespace.</param>
    /// <param name="installation">What only a new installation changes: the UID of the template's ConfigMap.</param>
    public static JsonObject Render(AgentTemplate template, string @namespace, string? installation)
    {
        var pod = template.PodTemplate.DeepClone().AsObject();
        Child(Child(pod, "metadata"), "labels")[Selector] = Name;
        Child(Child(pod, "metadata"), "annotations")[InstallationAnnotation] = installation;
        if (template.Placement == AgentPlacement.OnDemand)
            Child(Child(pod, "spec"), "nodeSelector")[NodeLabel] = "true";

        return new()
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "DaemonSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name,
                ["namespace"] = @namespace,
                ["labels"] = new JsonObject { [Selector] = Name, ["app.kubernetes.io/managed-by"] = FieldManagers.Operator },
            },
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Selector] = Name } },

                // One node at a time: a restart is a stall of its disks, and no initiator should see two.
                ["updateStrategy"] = new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxUnavailable"] = 1 } },
                ["template"] = pod,
            },
        };
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child)
            return child;
        child = [];
        parent[name] = child;
        return child;
    }
}
