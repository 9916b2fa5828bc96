using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace AoEde.Kube.Auth;

/// <summary>What a request shows of who asks. No record: the header is secret.</summary>
/// <param name="authorization">The <c>Authorization</c> header; null for none.</param>
/// <param name="certificate">The client's certificate, with key and chain; null for none.</param>
internal sealed class Credential(AuthenticationHeaderValue? authorization, ClientIdentity? certificate)
{
    /// <summary>Nothing: whoever asks is anonymous.</summary>
    public static Credential None { get; } = new(null, null);

    /// <summary>The header.</summary>
    public AuthenticationHeaderValue? Authorization { get; } = authorization;

    /// <summary>The certificate; the same instance as long as it is the same certificate.</summary>
    public ClientIdentity? Certificate { get; } = certificate;

    /// <summary>A bearer token.</summary>
    public static Credential Bearer(string token, ClientIdentity? certificate = null) => new(new("Bearer", token), certificate);
}

/// <summary>A client's certificate with its key, and those above it that are sent along.</summary>
/// <param name="Leaf">The certificate.</param>
/// <param name="Above">Intermediate authorities.</param>
internal sealed record ClientIdentity(X509Certificate2 Leaf, X509Certificate2Collection Above)
{
    /// <summary>Reads both from PEM.</summary>
    /// <param name="certificates">The certificate first, then those above it.</param>
    /// <param name="key">The key: PKCS#8, PKCS#1 or SEC1, RSA or EC.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not PEM, or do not belong together.</exception>
    public static ClientIdentity FromPem(string certificates, string key)
    {
        var leaf = X509Certificate2.CreateFromPem(certificates, key);
        var above = new X509Certificate2Collection();
        above.ImportFromPem(certificates);
        above.RemoveAt(0);
        return new(leaf, above);
    }
}
