using AoEde.Kube.Extensions;
using AoEde.Kube.Models;

namespace AoEde.Kube.Hosting;

/// <summary>Objects that are gone and whose controller has not heard of it. There may be several of one name.</summary>
internal sealed class DepartedObjects<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Queue<TEntity>> _objects = [];

    /// <summary>An object is gone.</summary>
    public void Add(ObjectKey key, TEntity last)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out var queue))
                _objects.Add(key, queue = new());
            queue.Enqueue(last);
        }
    }

    /// <summary>The one of a name that went first.</summary>
    public TEntity? First(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(key, out var queue) ? queue.Peek() : null;
        }
    }

    /// <summary>The controller has heard of the first one.</summary>
    public void Told(ObjectKey key)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out var queue))
                return;
            queue.Dequeue();
            if (queue.Count == 0)
                _objects.Remove(key);
        }
    }
}
