using System.Security.Cryptography;
using AoEde.Kube.Config;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Auth;

/// <summary>A client certificate, read again when its files change.</summary>
/// <param name="certificate">The certificate's text.</param>
/// <param name="key">The key's text.</param>
/// <param name="name">What to call it in messages.</param>
/// <param name="logger">Hears of certificates taken up and of those that cannot be used.</param>
internal sealed class CertificateCredentials(Func<string> certificate, Func<string> key, string name, ILogger logger) : ICredentialSource
{
    private readonly Lock _lock = new();
    private Credential? _last;
    private (string Certificate, string Key) _from;

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var from = (certificate(), key());
            if (_last is null || from != _from)
                Take(from);
            return new(_last!);
        }
    }

    /// <inheritdoc/>
    public bool Refused(Credential used) => false;

    private void Take((string Certificate, string Key) from)
    {
        try
        {
            var identity = ClientIdentity.FromPem(from.Certificate, from.Key);
            if (_last is not null)
                AuthLog.CertificateTaken(logger, name, identity.Leaf.NotAfter);
            _last = new(null, identity);
            _from = from;
        }
        catch (Exception slip) when (slip is CryptographicException or ArgumentException)
        {
            // Two files are never replaced at one moment: until they match, the old ones do.
            if (_last is null)
                throw new KubeConfigException($"{name}: the client certificate and its key cannot be used: {slip.Message}", slip);
            AuthLog.StillOld(logger, name, slip.Message);
        }
    }
}
