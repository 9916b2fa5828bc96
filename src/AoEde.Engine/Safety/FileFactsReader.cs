using Mono.Unix.Native;

namespace AoEde.Engine.Safety;

/// <summary>Fills <see cref="FileFacts"/> from what the kernel shows.</summary>
internal sealed class FileFactsReader(HostSnapshot host)
{
    public FileFacts Read(string path)
    {
        var resolved = RealPath.Resolve(path);
        var status = NodeStatus.Of(resolved);
        var directory = Path.GetDirectoryName(resolved) ?? "/";
        FileIdentity? identity = status.Kind == NodeKind.RegularFile ? status.Identity : null;
        return new FileFacts
        {
            ResolvedPath = resolved,
            Kind = status.Kind,
            HasDirectory = NodeStatus.Of(directory).Kind == NodeKind.Directory,
            Identity = identity,
            SizeBytes = status.SizeBytes,
            Links = status.Links,
            IsOnReadOnlyFileSystem = IsReadOnly(status.Kind == NodeKind.Missing ? directory : resolved),
            IsSwap = host.IsSwapFile(identity, resolved),
            Loops = [.. LoopsOn(resolved, identity)],
        };
    }

    /// <summary>The mount's own flag: a read-only bind mount of a writable file system counts too.</summary>
    private static bool IsReadOnly(string path) =>
        Syscall.statvfs(path, out var status) == 0 && (status.f_flag & MountFlags.ST_RDONLY) == MountFlags.ST_RDONLY;

    /// <summary>
    /// By identity, and by name as well: a loop device bound in another mount namespace names a path that may mean
    /// something else here, and a refusal too many is better than two writers.
    /// </summary>
    private IEnumerable<LoopUse> LoopsOn(string resolved, FileIdentity? identity)
    {
        var facts = new DeviceFactsReader(host);
        foreach (var loop in host.Blocks.Values)
        {
            if (loop.LoopBackingFile is not { } file || loop.ParentDisk is not null) continue;
            var status = NodeStatus.Of(file);
            if (file == resolved || (identity is not null && status.Kind == NodeKind.RegularFile && status.Identity == identity))
                yield return new LoopUse(loop.Name, facts.UsesOf(loop));
        }
    }
}
