using AoEde.Testing.Host;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>A cgroup in every hierarchy of the machine, below which everything of a node is.</summary>
internal static class NodeCgroups
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>What kubelet 1.20 needs of this machine.</summary>
    public static Prerequisite Prerequisite { get; } =
        File.Exists($"{Root}/memory/cgroup.procs")
            ? new Prerequisite(IsMet: true, string.Empty)
            : new Prerequisite(IsMet: false, "nodes of Kubernetes 1.20 need the hierarchies of cgroup v1 at /sys/fs/cgroup, which are not mounted here");

    /// <summary>Makes the cgroups anew: a machine that boots has none of what ran before.</summary>
    public static void Create(string name)
    {
        foreach (var hierarchy in Directory.EnumerateDirectories(Root).Where(folder => File.Exists($"{folder}/cgroup.procs")))
        {
            var group = $"{hierarchy}/{name}";
            if (Directory.Exists(group))
                Tool.Run("find", group, "-depth", "-type", "d", "-delete");
            Directory.CreateDirectory(group);
            // Empty in a new group, and no process can be put in it then.
            foreach (var file in new[] { "cpuset.cpus", "cpuset.mems" }.Where(file => File.Exists($"{group}/{file}")))
                File.WriteAllText($"{group}/{file}", File.ReadAllText($"{hierarchy}/{file}"));
        }
    }
}
