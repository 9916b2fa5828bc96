using System.Text;
using AoEde.Engine.Commands;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Commands;

/// <summary>Config set and force-set (protocol: command 1, CCmd 3 and 4).</summary>
public sealed class ConfigEditTests : IDisposable
{
    private readonly EditBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(ConfigCommand.Set, "", "new", 0, "new")]
    [InlineData(ConfigCommand.Set, "old", "old", 0, "old")]
    [InlineData(ConfigCommand.Set, "old", "new", 4, "old")]
    [InlineData(ConfigCommand.Set, "old", "", 4, "old")]
    [InlineData(ConfigCommand.Set, "old", "older", 4, "old")]
    [InlineData(ConfigCommand.ForceSet, "", "new", 0, "new")]
    [InlineData(ConfigCommand.ForceSet, "old", "new", 0, "new")]
    [InlineData(ConfigCommand.ForceSet, "old", "", 0, "")]
    public void Edit_OnAString_LeavesAndAnswersWhatTheProtocolSays(
        ConfigCommand command, string before, string wanted, byte error, string after)
    {
        _bench.Set(s => s with { ConfigString = Encoding.UTF8.GetBytes(before) });
        var reply = _bench.Answer(
            new ConfigEdit(_bench.Lane, _bench.Reply(AoeCommand.Config), command, Encoding.UTF8.GetBytes(wanted)));

        Encoding.UTF8.GetString(_bench.Target.State.ConfigString).ShouldBe(after);
        reply.Text.ShouldBe(after, "every answer carries the string as it is now");
        reply.Error.ShouldBe(error);
        reply.IsError.ShouldBe(error != 0);
        reply.ConfigCommand.ShouldBe((byte)(0x10 | (byte)command));
        reply.Tag.ShouldBe(0x1234u);
        _bench.Counted(CommandKind.Config, error == 0 ? CommandResult.Ok : CommandResult.Refused).ShouldBe(1);
    }

    [Fact]
    public void Edit_ThatChangesNothing_IsTheSameStateAndNeedsNoDisk()
    {
        _bench.Set(s => s with { ConfigString = [1, 2] });
        var before = _bench.Target.State;
        foreach (var command in new[] { ConfigCommand.Set, ConfigCommand.ForceSet })
            new ConfigEdit(_bench.Lane, _bench.Reply(AoeCommand.Config), command, [1, 2]).Apply(before).ShouldBeSameAs(before);
        new ConfigEdit(_bench.Lane, _bench.Reply(AoeCommand.Config), ConfigCommand.Set, [3]).Apply(before).ShouldBeSameAs(before);
    }

    [Fact]
    public void Edit_OfTheLongestString_IsAnsweredWhole()
    {
        var text = Enumerable.Range(0, 1024).Select(i => (byte)i).ToArray();
        var reply = _bench.Answer(new ConfigEdit(_bench.Lane, _bench.Reply(AoeCommand.Config), ConfigCommand.ForceSet, text));

        reply.TextLength.ShouldBe(1024);
        reply.Bytes[32..].ShouldBe(text);
    }
}
