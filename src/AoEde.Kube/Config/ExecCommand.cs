using System.Text.Json.Nodes;

namespace AoEde.Kube.Config;

/// <summary>A program that knows credentials (<c>client.authentication.k8s.io</c>).</summary>
public sealed class ExecCommand
{
    /// <summary>Its path, or its name in <c>PATH</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Its arguments, each as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables beside those of this process.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The API version that it speaks: <c>client.authentication.k8s.io/v1</c> or <c>…/v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>What to tell a person who does not have the program.</summary>
    public string? InstallHint { get; init; }

    /// <summary>What it is told of the cluster (<c>spec.cluster</c>); null when it did not ask.</summary>
    public JsonObject? Cluster { get; init; }
}
