using AoEde.Engine.Targets;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Cache;

/// <summary>
/// What one target does with the kernel's page cache: acknowledges early, reads ahead, both or neither. The cache itself is the
/// kernel's (design record 0002).
/// </summary>
internal sealed class TargetCache : IDisposable
{
    private readonly SyncThread? _syncs;

    public TargetCache(Target target, ILogger logger)
    {
        var options = target.Options;
        if (options.WriteBehind && !options.ReadOnly)
        {
            WriteBehind = new WriteBehind(options.WriteBehindBytes, options.WriteBehindAge, TimeProvider.System);
            _syncs = new SyncThread(target, WriteBehind, logger);
        }

        if (options.ReadAheadBytes > 0)
            Prefetcher = new Prefetcher(target.File, target.Address.ToString());
    }

    /// <summary>Early acknowledgement; null where every acknowledged write is stable.</summary>
    public WriteBehind? WriteBehind { get; }

    /// <summary>Reads ahead; null where nothing is.</summary>
    public Prefetcher? Prefetcher { get; }

    /// <summary>The streams of one interface; null where nothing is read ahead.</summary>
    public static StreamTable? StreamsFor(TargetOptions options) =>
        options.ReadAheadBytes > 0 ? new StreamTable((int)(options.ReadAheadBytes / AoeWire.SectorSize)) : null;

    /// <summary>Makes stable what is not yet, and ends; only when no pump has the target any more.</summary>
    public void Dispose()
    {
        _syncs?.Dispose();
        Prefetcher?.Dispose();
    }
}
