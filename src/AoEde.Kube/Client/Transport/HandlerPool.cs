using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AoEde.Kube.Auth;

namespace AoEde.Kube.Client.Transport;

/// <summary>
/// The connections, HTTP/2 with pings, so that one which died in silence is noticed within a minute also when nothing is asked. A new client
/// certificate gets connections of its own; watches on the old ones run on.
/// </summary>
/// <param name="configuration">Which server.</param>
/// <param name="trust">Whether it is the one.</param>
internal sealed class HandlerPool(KubernetesClientConfiguration configuration, ServerTrust trust) : IDisposable
{
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _invoker;
    private ClientIdentity? _identity;
    private bool _disposed;

    /// <summary>The connections that show a certificate.</summary>
    public HttpMessageInvoker For(ClientIdentity? identity)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_invoker is null || !ReferenceEquals(identity, _identity))
            {
                // The one before is not disposed of: requests may be on their way into it. Without users it closes its connections by itself.
                _invoker = new(Handler(identity), disposeHandler: true);
                _identity = identity;
            }
            return _invoker;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _invoker?.Dispose();
        }
    }

    private SocketsHttpHandler Handler(ClientIdentity? identity)
    {
        var proxy = configuration.ProxyUrl is { } url ? EnvironmentProxy.Always(url)
            : configuration.UseEnvironmentProxy ? new EnvironmentProxy(configuration.Environment)
            : null;
        return new()
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
            SslOptions = Tls(identity),
        };
    }

    private SslClientAuthenticationOptions Tls(ClientIdentity? identity) => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => trust.Judge(certificate, chain, errors),
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,

        // A resumed session would go on with the certificate of the one before.
        AllowTlsResume = false,
        ClientCertificateContext = identity is null ? null : SslStreamCertificateContext.Create(identity.Leaf, identity.Above, offline: true),
    };
}
