using System.Collections.Immutable;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Objects of one kind, and who wants to hear of their changes. Readers take no lock and never see half of a change; subscribers are called
/// one change at a time, in order, and may read the store.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="failed">Hears of a subscriber that threw; the others are told all the same.</param>
public sealed class ObjectStore<TEntity>(Action<Exception>? failed = null) : IObjectStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _writing = new();
    private volatile Snapshot _snapshot = new(ImmutableDictionary<ObjectKey, TEntity>.Empty);
    private ImmutableArray<Action<TEntity?, TEntity?>> _subscribers = [];
    private volatile bool _hasSynced;

    /// <inheritdoc/>
    public bool HasSynced => _hasSynced;

    /// <summary>How many objects there are.</summary>
    public int Count => _snapshot.Objects.Count;

    /// <inheritdoc/>
    public TEntity? Find(string name, string? @namespace = null) => Find(new ObjectKey(@namespace, name));

    /// <summary>One object, or null.</summary>
    public TEntity? Find(ObjectKey key) => _snapshot.Objects.GetValueOrDefault(key);

    /// <inheritdoc/>
    public IReadOnlyCollection<TEntity> List() => _snapshot.List;

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<TEntity?, TEntity?> changed)
    {
        lock (_writing)
        {
            foreach (var entity in _snapshot.List)
                Tell(changed, null, entity);
            _subscribers = _subscribers.Add(changed);
        }

        return new Subscription(this, changed);
    }

    /// <summary>Puts an object in, or in the place of an older one. One of the same version changes nothing and is not told.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Set(TEntity entity)
    {
        lock (_writing)
        {
            return Put(entity);
        }
    }

    /// <summary>Takes an object out. Another object of the same name (one made anew) stays.</summary>
    /// <param name="entity">Its last state, which subscribers are told.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(TEntity entity)
    {
        lock (_writing)
        {
            var key = ObjectKey.Of(entity);
            if (Find(key) is not { } old || !SameObject(old, entity))
                return false;
            _snapshot = new(_snapshot.Objects.Remove(key));
            Tell(entity, null);
            return true;
        }
    }

    /// <summary>
    /// Has exactly these objects from now on. Readers see all of it or nothing; subscribers are told each difference, first of what is gone: nobody
    /// saw that happen, so they get the last state that was known.
    /// </summary>
    public void Replace(IEnumerable<TEntity> entities)
    {
        lock (_writing)
        {
            var before = _snapshot.Objects;
            var after = entities.ToImmutableDictionary(entity => ObjectKey.Of(entity));
            _snapshot = new(after);
            _hasSynced = true;
            foreach (var (key, old) in before)
            {
                if (!after.TryGetValue(key, out var current) || !SameObject(old, current))
                    Tell(old, null);
            }

            foreach (var (key, current) in after)
                TellDifference(before.GetValueOrDefault(key), current);
        }
    }

    private static bool SameObject(TEntity one, TEntity other) => one.Metadata.Uid == other.Metadata.Uid;

    private static bool SameVersion(TEntity one, TEntity other) =>
        one.Metadata.ResourceVersion is { } version && version == other.Metadata.ResourceVersion;

    private bool Put(TEntity entity)
    {
        var key = ObjectKey.Of(entity);
        var old = Find(key);
        if (old is not null && SameObject(old, entity) && SameVersion(old, entity))
            return false;

        _snapshot = new(_snapshot.Objects.SetItem(key, entity));
        if (old is not null && !SameObject(old, entity))
            Tell(old, null);
        TellDifference(old, entity);
        return true;
    }

    private void TellDifference(TEntity? old, TEntity current)
    {
        if (old is null || !SameObject(old, current))
            Tell(null, current);
        else if (!SameVersion(old, current))
            Tell(old, current);
    }

    private void Tell(TEntity? old, TEntity? current)
    {
        foreach (var subscriber in _subscribers)
            Tell(subscriber, old, current);
    }

    private void Tell(Action<TEntity?, TEntity?> subscriber, TEntity? old, TEntity? current)
    {
        try
        {
            subscriber(old, current);
        }
        catch (Exception error) when (failed is not null)
        {
            failed(error);
        }
    }

    private void Unsubscribe(Action<TEntity?, TEntity?> changed)
    {
        lock (_writing)
        {
            _subscribers = _subscribers.Remove(changed);
        }
    }

    private sealed class Snapshot(ImmutableDictionary<ObjectKey, TEntity> objects)
    {
        private TEntity[]? _list;

        public ImmutableDictionary<ObjectKey, TEntity> Objects { get; } = objects;

        public TEntity[] List => _list ??= [.. Objects.Values];
    }

    private sealed class Subscription(ObjectStore<TEntity> store, Action<TEntity?, TEntity?> changed) : IDisposable
    {
        public void Dispose() => store.Unsubscribe(changed);
    }
}
