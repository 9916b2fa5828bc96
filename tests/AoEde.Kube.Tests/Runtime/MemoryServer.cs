using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Json;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>
/// As much of an API server as the runtime uses, in memory: versions, conflicts, finalizers, watches. For what needs a clock that stands still;
/// everything else is tested against the real one.
/// </summary>
internal sealed class MemoryServer : IKubernetesClient, IListWatch
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Type, ObjectKey), JsonObject> _objects = [];
    private readonly List<(Type Kind, WatchEventType Type, JsonObject Entity)> _history = [];
    private readonly List<Channel<int>> _watchers = [];
    private bool _watchesAreHeld;

    public MemoryServer()
    {
    }

    /// <summary>Another client of the same server.</summary>
    public MemoryServer(MemoryServer server)
    {
        _lock = server._lock;
        _objects = server._objects;
        _history = server._history;
        _watchers = server._watchers;
    }

    /// <summary>While true, watches tell nothing new.</summary>
    public bool WatchesAreHeld
    {
        get => _watchesAreHeld;
        set
        {
            lock (_lock)
            {
                _watchesAreHeld = value;
                Wake();
            }
        }
    }

    /// <summary>Called before each request with its verb, kind and name; may throw.</summary>
    public Action<string, Type, string>? Before { get; set; }

    /// <summary>Requests so far: verb and kind.</summary>
    public List<string> Requests { get; } = [];

    public Uri BaseUri => new("https://memory.test");

    public Task<string> GetCurrentNamespaceAsync(string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default) =>
        Task.FromResult("default");

    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("get", name, cancellationToken);
            return Task.FromResult(_objects.TryGetValue((typeof(TEntity), new(@namespace, name)), out var found) ? Model<TEntity>(found) : null);
        }
    }

    public Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            return Task.FromResult<IList<TEntity>>(
                [.. _objects.Where(pair => pair.Key.Item1 == typeof(TEntity) && (@namespace ?? pair.Key.Item2.Namespace) == pair.Key.Item2.Namespace)
                    .Select(pair => Model<TEntity>(pair.Value))]);
        }
    }

    public Task<KubernetesList<TEntity>> ListPageAsync<TEntity>(ListOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("list", "", cancellationToken);
            return Task.FromResult(new KubernetesList<TEntity>
            {
                Items = ListAsync<TEntity>(options.Namespace, cancellationToken: cancellationToken).Result,
                Metadata = new() { ResourceVersion = _history.Count.ToString(CultureInfo.InvariantCulture) },
            });
        }
    }

    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("create", entity.Metadata.Name!, cancellationToken);
            var key = (typeof(TEntity), ObjectKey.Of(entity));
            if (_objects.ContainsKey(key))
                throw Error(HttpStatusCode.Conflict, "AlreadyExists");
            var json = Json(entity);
            json["metadata"]!["uid"] = Guid.NewGuid().ToString();
            json["metadata"]!["generation"] = 1;
            return Task.FromResult(Store<TEntity>(key, json, WatchEventType.Added));
        }
    }

    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("update", entity.Metadata.Name!, cancellationToken);
            var key = (typeof(TEntity), ObjectKey.Of(entity));
            Check(key, entity.Metadata.ResourceVersion);
            return Task.FromResult(Store<TEntity>(key, Json(entity), WatchEventType.Modified));
        }
    }

    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => UpdateAsync(entity, cancellationToken);

    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("patch", name, cancellationToken);
            patch.Type.ShouldBe(V1Patch.PatchType.MergePatch);
            var key = (typeof(TEntity), new ObjectKey(@namespace, name));
            var body = (JsonObject)((JsonObject)patch.Body).DeepClone();
            var json = Check(key, body["metadata"]?["resourceVersion"]?.GetValue<string>());
            Merge(json, body);
            var isLast = json["metadata"]!["deletionTimestamp"] is not null && json["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
            return Task.FromResult(Store<TEntity>(key, json, isLast ? WatchEventType.Deleted : WatchEventType.Modified));
        }
    }

    public Task DeleteAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        DeleteAsync<TEntity>(entity.Metadata.Name!, entity.Metadata.NamespaceProperty, cancellationToken);

    public Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        lock (_lock)
        {
            Request<TEntity>("delete", name, cancellationToken);
            var key = (typeof(TEntity), new ObjectKey(@namespace, name));
            if (!_objects.TryGetValue(key, out var found))
                return Task.CompletedTask;
            var json = (JsonObject)found.DeepClone();
            var isHeld = json["metadata"]!["finalizers"] is JsonArray { Count: > 0 };
            json["metadata"]!["deletionTimestamp"] = "2026-11-21T09:00:00Z";
            Store<TEntity>(key, json, isHeld ? WatchEventType.Modified : WatchEventType.Deleted);
            return Task.CompletedTask;
        }
    }

    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null, string? resourceVersion = null, string? labelSelector = null, string? fieldSelector = null,
        bool? allowWatchBookmarks = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        WatchAsync<TEntity>(new WatchOptions { Namespace = @namespace, ResourceVersion = resourceVersion }, cancellationToken);

    public async IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var changed = Channel.CreateUnbounded<int>();
        lock (_lock)
        {
            Request<TEntity>("watch", "", cancellationToken);
            _watchers.Add(changed);
        }

        var next = int.Parse(options.ResourceVersion!, CultureInfo.InvariantCulture);
        while (true)
        {
            (Type Kind, WatchEventType Type, JsonObject Entity)? change = null;
            lock (_lock)
            {
                if (next < _history.Count && !_watchesAreHeld)
                    change = _history[next++];
            }

            if (change is null)
                await changed.Reader.ReadAsync(cancellationToken);
            else if (change.Value.Kind == typeof(TEntity))
                yield return (change.Value.Type, Model<TEntity>(change.Value.Entity));
        }
    }

    /// <summary>An answer that is no success.</summary>
    public static KubernetesException Error(HttpStatusCode code, string reason) =>
        new(new() { Code = (int)code, Reason = reason, Message = reason });

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is JsonObject inner && into[name] is JsonObject known)
                Merge(known, inner);
            else if (value is null)
                into.Remove(name);
            else
                into[name] = value.DeepClone();
        }
    }

    private static JsonObject Json<TEntity>(TEntity entity) =>
        (JsonObject)JsonSerializer.SerializeToNode(entity, KubernetesJson.Default.GetTypeInfo(typeof(TEntity)))!;

    private static TEntity Model<TEntity>(JsonObject json) =>
        (TEntity)json.Deserialize(KubernetesJson.Default.GetTypeInfo(typeof(TEntity)))!;

    private JsonObject Check((Type, ObjectKey) key, string? version)
    {
        if (!_objects.TryGetValue(key, out var found))
            throw Error(HttpStatusCode.NotFound, "NotFound");
        if (version is not null && version != found["metadata"]!["resourceVersion"]!.GetValue<string>())
            throw Error(HttpStatusCode.Conflict, "Conflict");
        return (JsonObject)found.DeepClone();
    }

    private TEntity Store<TEntity>((Type Kind, ObjectKey Key) key, JsonObject json, WatchEventType type)
    {
        json["metadata"]!["resourceVersion"] = (_history.Count + 1).ToString(CultureInfo.InvariantCulture);
        if (type == WatchEventType.Deleted)
            _objects.Remove(key);
        else
            _objects[key] = json;
        _history.Add((key.Kind, type, json));
        Wake();
        return Model<TEntity>(json);
    }

    private void Wake()
    {
        foreach (var watcher in _watchers)
            watcher.Writer.TryWrite(0);
    }

    private void Request<TEntity>(string verb, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add($"{verb} {typeof(TEntity).Name}");
        Before?.Invoke(verb, typeof(TEntity), name);
    }
}
