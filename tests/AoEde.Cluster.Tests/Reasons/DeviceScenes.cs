using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Processes;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>How each refusal of a device is brought about on a node. Each sets the scene and gives the backing, and more of the spec.</summary>
internal static class DeviceScenes
{
    private const string ById = "/dev/disk/by-id";

    /// <summary>A scene for each reason, with the event that tells of it.</summary>
    public static IReadOnlyDictionary<string, Func<Stage, string>> All { get; } = new Dictionary<string, Func<Stage, string>>(StringComparer.Ordinal)
    {
        ["NotFound"] = _ => Device($"{ById}/aoede-absent"),
        ["NotAllowed"] = _ => Stage.FileBacking("/srv/aoede-absent.img"),
        ["UnstablePath"] = stage => Device(Loop(stage).Path),
        ["Mounted"] = Mounted,
        ["InUse"] = InUse,
        ["SystemDisk"] = SystemDisk,
        ["HasPartitionsInUse"] = HasPartitionsInUse,
        ["AlreadyExported"] = AlreadyExported,
        ["IdentityMismatch"] = stage => $"{{device: {{path: {Named(stage, Loop(stage).Path)}, expect: {{sizeBytes: 512}} }} }}",
        ["SizeShrank"] = stage => $"{{file: {{path: {stage.Image().Path} }}, lengthBytes: 1073741824}}",
        ["WriteProtected"] = WriteProtected,
        ["ShadowLost"] = ShadowLost,
        ["OpenFailed"] = OpenFailed,
    };

    private static string Device(string path) => $"{{device: {{path: {path} }} }}";

    private static LoopDevice Loop(Stage stage)
    {
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        return stage.Keep(new LoopDevice(stage.Image()));
    }

    // Udev would have given it one.
    private static string Named(Stage stage, string device)
    {
        Directory.CreateDirectory(ById);
        var path = $"{ById}/aoede-{Leftovers.NewName()}";
        File.CreateSymbolicLink(path, device);
        stage.Undo(() =>
        {
            File.Delete(path);
            // Where there is no udev, these folders were not there either; others are not empty, and stay.
            Tool.Succeeds("rmdir", "--parents", ById);
        });
        return path;
    }

    private static string Mounted(Stage stage)
    {
        var loop = Loop(stage);
        Mount(stage, loop.Path);
        return Device(Named(stage, loop.Path));
    }

    private static void Mount(Stage stage, string device)
    {
        Tool.Run("mkfs.ext4", "-q", "-F", device);
        var folder = stage.Keep(new TempFolder());
        Tool.Run("mount", device, folder.Path);
        stage.Undo(() => Tool.Run("umount", folder.Path));
    }

    private static string InUse(Stage stage)
    {
        var image = stage.Image();
        var other = stage.Keep(new HostedProcess(
            stage.Server.N1.Host, "flock", ["--exclusive", "--no-fork", image.Path, "sh", "-c", "echo locked; exec sleep infinity"]));
        Eventually.True(() => other.Output.Contains("locked", StringComparison.Ordinal), "the image is locked");
        return Stage.FileBacking(image.Path);
    }

    private static string SystemDisk(Stage stage)
    {
        var root = Tool.Run("findmnt", "--noheadings", "--nofsroot", "--output", "SOURCE", "/").Trim();
        Skip.IfNot(Tool.Succeeds("test", "-b", root), $"the root file system is on no block device of its own ({root})");
        return Device(Named(stage, root));
    }

    private static string HasPartitionsInUse(Stage stage)
    {
        var loop = Loop(stage);
        Skip.IfNot(Tool.Succeeds("addpart", loop.Path, "1", "2048", "8192"), "no partition can be added here");
        stage.Undo(() => Tool.Run("delpart", loop.Path, "1"));
        Skip.IfNot(Tool.Succeeds("test", "-b", loop.Path + "p1"), "the kernel makes no node for a partition");
        Mount(stage, loop.Path + "p1");
        return Device(Named(stage, loop.Path));
    }

    private static string AlreadyExported(Stage stage)
    {
        var image = stage.Image();
        stage.Prelude = async () =>
        {
            var first = stage.Name + "-first";
            await stage.ApplyAsync(Stage.FileBacking(image.Path), name: first, shelf: 8);
            await stage.Server.AwaitExportedAsync(first, "n1", () => stage.Cluster.Story);
        };
        return Stage.FileBacking(image.Path);
    }

    private static string WriteProtected(Stage stage)
    {
        var loop = Loop(stage);
        Tool.Run("blockdev", "--setro", loop.Path);
        stage.Undo(() => Tool.Run("blockdev", "--setrw", loop.Path));
        return Device(Named(stage, loop.Path));
    }

    // What is where its writes were kept is not what was written there.
    private static string ShadowLost(Stage stage)
    {
        File.WriteAllText(Path.Combine(stage.Server.N1.StateDirectory, "shadow", stage.Name + ".shadow"), new string('x', 65536));
        return Stage.FileBacking(stage.Image().Path);
    }

    private static string OpenFailed(Stage stage)
    {
        File.WriteAllText(Path.Combine(stage.Server.N1.StateDirectory, "targets", stage.Name + ".json"), "{");
        return Stage.FileBacking(stage.Image().Path);
    }
}
