using System.Diagnostics;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>
/// A shell that waits until this process lets go of it, on purpose or by dying, and then removes what it was told of: it
/// is in a session of its own, and outlives a test host that is killed.
/// </summary>
internal sealed class Janitor : IAsyncDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        namespaces= folders=
        while read -r kind value; do
          case $kind in namespace) namespaces="$namespaces $value" ;; folder) folders="$folders $value" ;; esac
        done
        for n in $namespaces; do
          [ -e "/run/netns/$n" ] || continue
          for p in $(ip netns pids "$n"); do kill -KILL "$p"; done
          ip netns delete "$n"
        done
        for f in $folders; do
          while read -r _ m _; do case $m in "$f"/*) umount -l "$m" ;; esac; done < /proc/mounts
          rm -rf --one-file-system "$f"
        done
        """;

    private readonly Process _shell;

    public Janitor()
    {
        _shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Ends every process in the namespace and deletes it.</summary>
    public void WillRemoveNamespace(string name) => Tell($"namespace {name}");

    /// <summary>Unmounts what is below the folder and deletes it.</summary>
    public void WillRemoveFolder(string path) => Tell($"folder {path}");

    /// <summary>Has everything removed now, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private void Tell(string line)
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(line);
            _shell.StandardInput.Flush();
        }
    }
}
