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
        namespaces= cgroups= folders=
        while read -r kind value; do
          case $kind in namespace) namespaces="$namespaces $value" ;; cgroup) cgroups="$cgroups $value" ;; folder) folders="$folders $value" ;; esac
        done
        for n in $namespaces; do
          [ -e "/run/netns/$n" ] || continue
          for p in $(ip netns pids "$n"); do kill -KILL "$p"; done
          ip netns delete "$n"
        done
        # A cgroup is busy until its last process is gone, which takes as long as it takes.
        for g in $cgroups; do
          tries=0
          while ls -d /sys/fs/cgroup/*/"$g" > /dev/null 2>&1 && [ $tries -lt 100 ]; do
            find /sys/fs/cgroup/*/"$g" -depth -type d -delete 2> /dev/null || sleep 0.1
            tries=$((tries + 1))
          done
        done
        for f in $folders; do
          losetup --list --noheadings --output NAME,BACK-FILE | while read -r d b; do case $b in "$f"/*) losetup --detach "$d" ;; esac; done
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

    /// <summary>Removes a cgroup and all below it from every hierarchy, once nothing is in them.</summary>
    public void WillRemoveCgroup(string name) => Tell($"cgroup {name}");

    /// <summary>Detaches loop devices from what is in the folder, unmounts what is below it and deletes it.</summary>
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
