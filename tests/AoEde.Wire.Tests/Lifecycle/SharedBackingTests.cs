using AoEde.Testing.Files;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>Two targets on the same bytes would destroy them: the second is refused and told of the first.</summary>
public sealed class SharedBackingTests
{
    [SkippableFact]
    public void SameFileInTwoManifests_SecondSaysAlreadyExportedByTheFirst()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("first", 2, image.Path);
        serve.Write("second", 3, image.Path);
        serve.Start();
        ShouldHaveRefusedTheSecond(serve, image.Path, image.Path);
    }

    [SkippableFact]
    public void FileAndTheLoopDeviceOverIt_SecondSaysAlreadyExportedByTheFirst()
    {
        Requires.LoopDevices();
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(2048, filled: false);
        using var device = new LoopDevice(image);
        using var serve = new ServeProcess(link.Host);
        serve.Write("first", 2, image.Path);
        serve.Write("second", 3, device.Path, backing: "device");
        serve.Start();
        ShouldHaveRefusedTheSecond(serve, device.Path, image.Path);
    }

    [SkippableFact]
    public void SameFileInTwoProcesses_SecondIsRefusedAndTheFirstNamed()
    {
        Requires.OurAgent();
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var image = new TempImage(64);
        using var first = AgentProcess.StartReady(link.Host, "export", "1", "2", link.Name, image.Path);
        using var second = AgentProcess.Start(link.Host, "export", "1", "3", link.Name, image.Path);
        second.ShouldRefuse(AgentRefusals.RefusedDevice, "InUse")
            .ShouldSay(image.Path, $"locked by dotnet (pid {first.ProcessId})", "Stop it first");
        first.IsRunning.ShouldBeTrue(first.Story);
    }

    private static void ShouldHaveRefusedTheSecond(ServeProcess serve, string itsPath, string pathOfTheFirst)
    {
        var refused = serve.AwaitCondition("second", "DeviceReady", "False");
        refused.Reason.ShouldBe("AlreadyExported");
        refused.Message.ShouldSay(itsPath, "already exported by target first", "Remove or suspend that target");
        refused.Message.ShouldContain(pathOfTheFirst);
        serve.AwaitCondition("second", "Exported", "False");
        serve.AwaitCondition("first", "Exported", "True");
    }
}
