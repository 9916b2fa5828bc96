using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;
using Xunit.Abstractions;

namespace AoEde.Wire.Tests.Pressure;

/// <summary>An interface that has no room for answers.</summary>
public sealed class FullQueueTests(ITestOutputHelper output)
{
    private const int Rounds = 20;

    [SkippableTheory, InlineData("io-uring"), InlineData("aio -d")]
    public void Case158_TransmitQueueFull_AliveAndEachRequestAnsweredWhenThereIsRoom(string engine)
    {
        Requires.OurAgent();
        Skip.IfNot(File.Exists("/dev/net/tun"), "there are no tap devices here");
        Skip.If(Prerequisites.FindProgram("python3") is null, "python3 is not installed");
        using var network = new TestNetwork();
        using var image = new TempImage(256);
        var host = network.AddHost();
        // Ends with the process that holds it open.
        using var station = new HostedProcess(
            host, Prerequisites.FindProgram("python3")!, [Script, "aoe0", "1", "2", image.Path, $"{Rounds}"]);
        Eventually.Holds(() => station.Output.StartsWith("up", StringComparison.Ordinal) || !station.IsRunning, Eventually.Patience);
        station.IsRunning.ShouldBeTrue(station.Story);

        using var agent = AgentProcess.StartReady(host, ["export", "--engine", .. engine.Split(' '), "1", "2", "aoe0", image.Path]);

        station.AwaitExit(TimeSpan.FromSeconds(60)).ShouldBe(0, $"{station.Story}\n{agent.Story}");
        agent.IsRunning.ShouldBeTrue(agent.Story);
        agent.Stop().ShouldBe(0, agent.Story);
        output.WriteLine(station.Output);
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "Pressure", "tap_station.py");
}
