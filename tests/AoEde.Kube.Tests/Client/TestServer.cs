using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using AoEde.Kube.Client;
using AoEde.Kube.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Client;

/// <summary>An HTTP server that answers as a test says, for what no API server does at will.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _secure;

    private TestServer(WebApplication app, bool secure)
    {
        _app = app;
        _secure = secure;
    }

    /// <summary>What was asked: method, path, query.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Url => new(_app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal));

    public static async Task<TestServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var server = new TestServer(builder.Build(), certificate is not null);
        server._app.Run(context =>
        {
            server.Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A client of this server; retries wait on the clock given.</summary>
    public KubernetesClient Client(Func<KubernetesClientConfiguration, KubernetesClientConfiguration>? change = null, TimeProvider? time = null)
    {
        var configuration = new KubernetesClientConfiguration { Host = Url, Environment = _ => null, SkipTlsVerify = _secure };
        return new(change?.Invoke(configuration) ?? configuration, KubernetesJson.Default, "kube-tests/1.0", time ?? TimeProvider.System, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
