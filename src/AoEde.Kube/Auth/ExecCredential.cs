using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Kube.Auth;

/// <summary>What a program for credentials prints (<c>client.authentication.k8s.io</c>).</summary>
internal sealed record ExecCredential
{
    /// <summary>The version that it speaks.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Always <c>ExecCredential</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The credential.</summary>
    public ExecCredentialStatus? Status { get; set; }
}

/// <summary>A credential: a token, a certificate or both.</summary>
internal sealed class ExecCredentialStatus
{
    /// <summary>When it ends; null for not before it is refused.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? ExpirationTimestamp { get; set; }

    /// <summary>A bearer token.</summary>
    public string? Token { get; set; }

    /// <summary>A certificate in PEM (not in base64, unlike in a kubeconfig).</summary>
    public string? ClientCertificateData { get; set; }

    /// <summary>Its key in PEM.</summary>
    public string? ClientKeyData { get; set; }
}

/// <summary>How <see cref="ExecCredential"/> is read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecCredentialJson : JsonSerializerContext;
