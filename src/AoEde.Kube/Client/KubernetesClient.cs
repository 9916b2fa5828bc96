using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AoEde.Kube.Client.Transport;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Client;

/// <summary>Talks to one API server, over HTTP/2 where it can.</summary>
/// <remarks>
/// Beside <see cref="KubernetesException"/>: <see cref="HttpRequestException"/> when the server cannot be reached or is not trusted,
/// <see cref="TimeoutException"/> when it does not answer in time, <see cref="IOException"/> when the answer is cut off or is none, <see cref="Config.KubeConfigException"/> when credentials cannot be had.
/// </remarks>
public sealed partial class KubernetesClient : IKubernetesClient, IListWatch, IStatusApplier, IDisposable
{
    private readonly KubernetesClientConfiguration _configuration;
    private readonly JsonSerializerOptions _json;
    private readonly TimeProvider _time;
    private readonly KubernetesTransport _transport;
    private readonly string _fieldManager;

    /// <summary>Makes a client; nothing is connected to before the first request.</summary>
    /// <param name="configuration">Which server, and who asks.</param>
    /// <param name="json">Options from <see cref="Json.KubernetesJson.Create"/> that know every kind used.</param>
    /// <param name="userAgent">Such as <c>aoede-operator/1.2.3 (linux/amd64)</c>: the text before the slash is the field manager of writes that name none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of retries and of credentials read anew.</param>
    public KubernetesClient(
        KubernetesClientConfiguration configuration, JsonSerializerOptions json, string userAgent, TimeProvider time, ILogger logger)
    {
        _configuration = configuration;
        _json = json;
        _time = time;
        _transport = new(configuration, userAgent, time, logger);
        _fieldManager = userAgent.Split('/')[0];
    }

    /// <inheritdoc/>
    public Uri BaseUri => _configuration.Host;

    /// <inheritdoc/>
    public Task<string> GetCurrentNamespaceAsync(string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default) =>
        Task.FromResult(_configuration.Environment(downwardApiEnvName) is { Length: > 0 } name ? name : _configuration.Namespace ?? "default");

    /// <inheritdoc/>
    public async Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<TEntity>();
        try
        {
            return await SendAsync<TEntity>(new("get", kind.Kind, HttpMethod.Get, kind.One(name, @namespace)), cancellationToken);
        }
        catch (KubernetesException answer) when (answer.Status.Code == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private Task<TEntity> SendAsync<TEntity>(KubernetesRequest request, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var info = Info<TEntity>();
        return _transport.SendAsync(request, async (stream, token) => Named(await ReadAsync(stream, info, token)), cancellationToken);
    }

    private static async ValueTask<T> ReadAsync<T>(Stream stream, JsonTypeInfo<T> info, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(stream, info, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException slip)
        {
            // A body that ends too early looks no different from one that is wrong: reading is tried again.
            throw new IOException($"the server's answer is no {typeof(T).Name}: {slip.Message}", slip);
        }
    }

    /// <summary>Objects of a list do not say what they are.</summary>
    private static TEntity Named<TEntity>(TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (string.IsNullOrEmpty(entity.Kind) || string.IsNullOrEmpty(entity.ApiVersion))
        {
            var kind = ResourceKind.Of<TEntity>();
            entity.ApiVersion = kind.ApiVersion;
            entity.Kind = kind.Kind;
        }
        return entity;
    }

    private JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T));

    private byte[] Body(object body)
    {
        if (body is string text)
            return System.Text.Encoding.UTF8.GetBytes(text);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (body is JsonNode node)
                node.WriteTo(writer);
            else
                JsonSerializer.Serialize(writer, body, _json.GetTypeInfo(body.GetType()));
        }
        return buffer.ToArray();
    }
}
