namespace AoEde.NodeAgent.Sources;

/// <summary>
/// Says that something in a folder changed, once per burst. What changed is not told: the folder is read again, because editors,
/// package managers and ConfigMap mounts replace files in ways that single events do not show.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>An editor writes, renames and touches within some 10 ms; a person does not notice half a second.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    /// <summary>Ten times the quiet: a folder under constant change is read every five seconds.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly FileSystemWatcher? _watcher;
    private readonly Debouncer _debouncer;

    /// <summary>Starts watching.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="time">The clock of the debouncer.</param>
    /// <param name="changed">Called once per burst.</param>
    public FolderWatch(string folder, TimeProvider time, Action changed)
    {
        _debouncer = new Debouncer(time, Quiet, Longest, changed);
        var watcher = new FileSystemWatcher(folder)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            IncludeSubdirectories = false,
        };
        watcher.Changed += (_, _) => _debouncer.Signal();
        watcher.Created += (_, _) => _debouncer.Signal();
        watcher.Deleted += (_, _) => _debouncer.Signal();
        watcher.Renamed += (_, _) => _debouncer.Signal();

        // The kernel's event queue ran over: events are lost, so something did change.
        watcher.Error += (_, _) => _debouncer.Signal();
        try
        {
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (IOException problem)
        {
            // Busy hosts run out of inotify instances. Disks are served all the same.
            watcher.Dispose();
            Trouble = problem.Message;
        }
    }

    /// <summary>Why the folder is not watched; null when it is.</summary>
    public string? Trouble { get; }

    /// <summary>Asks for a reading as if a file had changed (SIGHUP).</summary>
    public void Signal() => _debouncer.Signal();

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _debouncer.Dispose();
    }
}
