using System.Runtime.CompilerServices;
using AoEde.Api.Manifests;
using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Sources;

/// <summary>Targets from manifest files: read at once, and again when the folder has changed and come to rest.</summary>
internal sealed class ManifestTargetSource : ITargetSource
{
    private readonly string _path;
    private readonly ManifestReader _reader;
    private readonly ManifestLedger _ledger;
    private readonly FolderWatch _watch;
    private readonly Signal _changes = new();

    /// <summary>Starts watching, so that no change between now and the first reading is missed.</summary>
    /// <param name="path">An existing file or folder. Of a file the folder is watched, since editors replace files.</param>
    /// <param name="hostName">The only node that a target may name.</param>
    /// <param name="time">The clock of the debouncer.</param>
    public ManifestTargetSource(string path, string hostName, TimeProvider time)
    {
        _path = Path.GetFullPath(path);
        _reader = new ManifestReader(ManifestOptions.SingleHost(hostName));
        _ledger = new ManifestLedger(_path);
        var folder = Directory.Exists(_path) ? _path : Path.GetDirectoryName(_path)!;
        _watch = new FolderWatch(folder, time, () => _changes.Set());
    }

    /// <summary>Why changes are not noticed by themselves; null when they are.</summary>
    public string? NotWatched => _watch.Trouble;

    /// <summary>Asks for a reading as if something had changed.</summary>
    public void Refresh() => _watch.Signal();

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetReading> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            yield return _ledger.Update(_reader.ReadFiles(_path));
            await _changes.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();
}
