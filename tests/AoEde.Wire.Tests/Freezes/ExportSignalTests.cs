using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Freezes;

/// <summary>Freezing as scripts written for AoEde do it: with signals to a real process.</summary>
public sealed class ExportSignalTests : IDisposable
{
    // Equal signals that wait are joined; this is what the reference asks of scripts.
    private static readonly TimeSpan BetweenSignals = TimeSpan.FromMilliseconds(100);

    private readonly TempImage _image = new(2048);
    private readonly TempFolder _folder = new();
    private TestNetwork? _network;
    private TestLink _link = null!;
    private Initiator? _initiator;
    private TargetClient _client = null!;

    private string Shadow => _folder["shadow"];

    public void Dispose()
    {
        _initiator?.Dispose();
        _network?.Dispose();
        _folder.Dispose();
        _image.Dispose();
    }

    [SkippableFact]
    public void FreezeAndThaw_WithWritesBetween_BaseStandsStillAndGetsThemAfterwards()
    {
        using var agent = Start();
        var before = _image.Read(0, 2048);

        Send(agent, "USR1", "USR2");
        AwaitLine(agent, "frozen: 9.0");
        File.Exists(Shadow).ShouldBeTrue();
        Write(10, 0xA1);
        Read(10).ShouldBe(Filled(0xA1));
        _image.Read(0, 2048).ShouldBe(before);

        Send(agent, "USR1", "USR1", "USR2");
        AwaitLine(agent, "thawed: 9.0");
        _image.Read(10).ShouldBe(Filled(0xA1));
        Read(10).ShouldBe(Filled(0xA1));
        File.Exists(Shadow).ShouldBeFalse("it exists only while the target is frozen");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void FrozenAgent_EndsAndStartsAgain_IsStillFrozen(bool politely)
    {
        byte[] before;
        using (var agent = Start())
        {
            before = _image.Read(0, 2048);
            Send(agent, "USR1", "USR2");
            AwaitLine(agent, "frozen: 9.0");
            Write(10, 0xB2);
            if (politely)
                agent.Stop().ShouldBe(0, agent.Story);
            else
                agent.Kill();
        }

        File.Exists(Shadow).ShouldBeTrue();
        _image.Read(0, 2048).ShouldBe(before);

        using var again = Restart();
        AwaitLine(again, "frozen: 9.0");
        Read(10).ShouldBe(Filled(0xB2));
        Write(11, 0xB3);
        _image.Read(0, 2048).ShouldBe(before);
        Send(again, "USR1", "USR1", "USR2");
        AwaitLine(again, "thawed: 9.0");
        _image.Read(10).ShouldBe(Filled(0xB2));
        _image.Read(11).ShouldBe(Filled(0xB3));
    }

    [SkippableFact]
    public void UnknownSequence_IsToldAndTheNextOneCounts()
    {
        using var agent = Start();
        Send(agent, "USR1", "USR1", "USR1", "USR2");
        Eventually.True(() => agent.Errors.Contains("SIGUSR2 after 3 SIGUSR1 means nothing", StringComparison.Ordinal), agent.Story);
        Send(agent, "USR1", "USR2");
        AwaitLine(agent, "frozen: 9.0");
    }

    [SkippableFact]
    public void SecondFreezeAndSecondThaw_AreRefusedInTheLogAndChangeNothing()
    {
        using var agent = Start();
        Send(agent, "USR1", "USR2");
        AwaitLine(agent, "frozen: 9.0");
        Send(agent, "USR1", "USR2");
        Eventually.True(() => agent.Errors.Contains("was not frozen: AlreadyFrozen", StringComparison.Ordinal), agent.Story);
        Send(agent, "USR1", "USR1", "USR2");
        AwaitLine(agent, "thawed: 9.0");
        Send(agent, "USR1", "USR1", "USR2");
        Eventually.True(() => agent.Errors.Contains("was not thawed: NotFound", StringComparison.Ordinal), agent.Story);
        Read(10).ShouldBe(TempImage.InitialSector(10));
    }

    [SkippableFact]
    public void Signals_WithoutAShadowFile_AreIgnoredWithAWord()
    {
        using var agent = Start(withShadow: false);
        Send(agent, "USR1", "USR2");
        Eventually.True(() => agent.Errors.Contains("Name one with -f", StringComparison.Ordinal), agent.Story);
        Read(10).ShouldBe(TempImage.InitialSector(10));
    }

    [SkippableFact]
    public void ShadowFileOfSomethingElse_IsRefusedAndNotTouched()
    {
        Requires.OurAgent();
        _folder.Write("shadow", "my thesis");
        (_network, _link, _) = TestNetwork.Pair(1500);
        using var agent = AgentProcess.Start(_link.Host, "export", "-f", Shadow, "9", "0", _link.Name, _image.Path);
        agent.AwaitExit().ShouldBe(3, agent.Story);
        agent.Errors.ShouldContain("ShadowLost");
        File.ReadAllText(Shadow).ShouldBe("my thesis");
    }

    private AgentProcess Start(bool withShadow = true)
    {
        Requires.OurAgent();
        (_network, _link, var mine) = TestNetwork.Pair(1500);
        var agent = Launch(withShadow);
        _initiator = Initiator.Open(mine);
        _client = _initiator.Find(9, 0);
        return agent;
    }

    private AgentProcess Restart() => Launch(withShadow: true);

    private AgentProcess Launch(bool withShadow) => AgentProcess.StartReady(
        _link.Host, ["export", .. withShadow ? ["-f", $"{Shadow},64"] : Array.Empty<string>(), "9", "0", _link.Name, _image.Path]);

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, 512)];

    private void Write(ulong lba, byte value) => _client.AskUntilAnswered(_client.Write(lba, Filled(value))).AtaStatus.ShouldBe((byte)0x40);

    private byte[] Read(ulong lba) => _client.AskUntilAnswered(_client.Read(lba, 1)).Data.ToArray();

    private static void Send(AgentProcess agent, params string[] signals)
    {
        foreach (var signal in signals)
        {
            Tool.Run("kill", $"-{signal}", $"{agent.ProcessId}");
            Eventually.Holds(() => false, BetweenSignals);
        }
    }

    private static void AwaitLine(AgentProcess agent, string start) =>
        Eventually.True(() => agent.Output.Split('\n').Any(line => line.StartsWith(start, StringComparison.Ordinal)), $"{start}\n{agent.Story}");
}
