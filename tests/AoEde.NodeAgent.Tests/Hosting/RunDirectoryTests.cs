using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class RunDirectoryTests
{
    [Fact]
    public void Hold_FolderIsHeld_SecondAgentIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var first = Hold(folder.File("run"));
        var problems = new List<string>();
        RunDirectory.TryHold(folder.File("run"), problems).ShouldBeNull();
        problems.Single().ShouldStartWith($"--run-dir {folder.File("run")}: ");
    }

    [Fact]
    public void Hold_FirstAgentHasEnded_IsGranted()
    {
        using var folder = new TemporaryFolder();
        Hold(folder.File("run")).Dispose();
        using var second = Hold(folder.File("run"));
        second.StatusFolder.ShouldBe(folder.File("run/status"));
        second.ControlSocket.ShouldBe(folder.File("run/control.sock"));
    }

    internal static RunDirectory Hold(string path) => RunDirectory.TryHold(path, []).ShouldNotBeNull();
}
