using System.Collections.Concurrent;
using System.Globalization;
using AoEde.Kube.Models;

namespace AoEde.Operator.Kube;

/// <summary>
/// What this process wrote last, for as long as the watch has not caught up: a decision on an older state would write the same again, or an
/// epoch that has passed.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
internal sealed class Latest<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<string, TEntity> _written = new(StringComparer.Ordinal);

    /// <summary>Keeps what the server answered to a write.</summary>
    /// <returns>The same object.</returns>
    public TEntity Keep(TEntity written)
    {
        if (written.Metadata.Uid is { } uid)
            _written[uid] = written;
        return written;
    }

    /// <summary>The newer of what the watch says and what was written.</summary>
    public TEntity Newest(TEntity read)
    {
        if (read.Metadata.Uid is not { } uid || !_written.TryGetValue(uid, out var written))
            return read;
        if (IsOlder(read, written))
            return written;
        _written.TryRemove(new(uid, written));
        return read;
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(TEntity entity)
    {
        if (entity.Metadata.Uid is { } uid)
            _written.TryRemove(uid, out _);
    }

    // The versions of one object are revisions of etcd. Where they were something else, the watch would be believed.
    private static bool IsOlder(TEntity one, TEntity other) => Revision(one) < Revision(other);

    private static ulong? Revision(TEntity entity) =>
        ulong.TryParse(entity.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}
