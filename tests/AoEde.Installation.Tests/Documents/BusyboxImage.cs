using AoEde.Testing.Documents;
using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Installation.Tests.Documents;

/// <summary>Debian's busybox as the image that the sample of a backup names. It would come from a registry.</summary>
internal static class BusyboxImage
{
    private const string Name = "docker.io/library/busybox:1.35";

    /// <summary>The program that the image is made of; null where it is not installed.</summary>
    public static string? Program { get; } = Prerequisites.FindProgram("busybox");

    /// <summary>Builds it and gives it to each node.</summary>
    public static async Task ImportAsync(NodeCluster cluster, CancellationToken cancellationToken = default)
    {
        using var folder = new TempFolder();
        var programs = Directory.CreateDirectory(folder["root/app"]).FullName;
        File.Copy(Program!, Path.Combine(programs, "busybox"));
        foreach (var applet in new[] { "sh", "gzip", "mv", "sleep" })
            File.CreateSymbolicLink(Path.Combine(programs, applet), "busybox");
        Tool.Run(
            "python3", Path.Combine(DocumentScenes.Root, "build", "images", "archive.py"), "--name", Name, "--arch", Tool.Run("dpkg", "--print-architecture").Trim(),
            "--user", "0:0", "--entrypoint", "/app/busybox", "--version", "1.35", "--output", folder["busybox.tar"], folder["root"]);
        await cluster.ImportAsync(folder["busybox.tar"], cancellationToken);
    }
}
