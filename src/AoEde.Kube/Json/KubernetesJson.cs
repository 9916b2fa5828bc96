using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AoEde.Kube.Json;

/// <summary>JSON as an API server speaks it: camelCase, what is null is left out, unknown fields are passed over.</summary>
public static class KubernetesJson
{
    /// <summary>Options for the kinds of <see cref="Models"/> alone.</summary>
    public static JsonSerializerOptions Default { get; } = Create();

    /// <summary>Options for the kinds of <see cref="Models"/> and for more.</summary>
    /// <param name="more">
    /// Source-generated contexts of further kinds; each kind <c>T</c> needs <c>T</c> and <see cref="Models.KubernetesList{T}"/>.
    /// </param>
    /// <returns>Options that are read-only.</returns>
    public static JsonSerializerOptions Create(params IJsonTypeInfoResolver[] more)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([KubernetesJsonContext.Default, .. more]),
        };
        options.MakeReadOnly();
        return options;
    }
}
