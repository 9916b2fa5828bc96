using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AoEde.Kube.Json;

namespace AoEde.Api;

/// <summary>JSON of the kinds of this assembly, made at compile time: camelCase, nulls left out, unknown fields passed over.</summary>
public static class ApiJson
{
    /// <summary>The kinds, their lists and statuses, for <see cref="KubernetesJson.Create"/>.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } = ApiJsonContext.Default;

    /// <summary>Options for the kinds of this assembly and those of <see cref="AoEde.Kube.Models"/>.</summary>
    public static JsonSerializerOptions Options { get; } = KubernetesJson.Create(Resolver);

    /// <summary>A value as a tree; what is null is left out.</summary>
    /// <param name="value">A kind of this assembly or of <see cref="AoEde.Kube.Models"/>, or a part of one.</param>
    public static JsonNode ToTree<T>(T value) => JsonSerializer.SerializeToNode(value, Options.GetTypeInfo(typeof(T)))!;
}
