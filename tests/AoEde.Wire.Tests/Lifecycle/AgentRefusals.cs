using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>An agent that will not serve: the exit code, and one message for whoever started it.</summary>
internal static class AgentRefusals
{
    public const int InvalidInput = 2, RefusedDevice = 3, AddressConflict = 4;
    private const string Speaker = "aoede-agent: ";

    /// <summary>Starts an agent that must end without having served anything; returns all it said.</summary>
    public static string ShouldEnd(int exitCode, params string[] arguments)
    {
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var agent = AgentProcess.Start(link.Host, arguments);
        return agent.ShouldEnd(exitCode);
    }

    /// <summary>Exports something as 1.2 that must be refused; returns the message.</summary>
    public static string ShouldRefuse(string reason, string backing, params string[] options)
    {
        var (network, link, _) = TestNetwork.Pair(1500);
        using var cleanup = network;
        using var agent = AgentProcess.Start(link.Host, ["export", .. options, "1", "2", link.Name, backing]);
        return agent.ShouldRefuse(RefusedDevice, reason);
    }

    public static string ShouldRefuse(this AgentProcess agent, int exitCode, string reason)
    {
        var message = agent.ShouldEnd(exitCode).Split('\n')
            .Where(line => line.StartsWith(Speaker, StringComparison.Ordinal)).ShouldHaveSingleItem();
        message.ShouldStartWith($"{Speaker}{reason}: ");
        return message;
    }

    /// <summary>The message names the object, the cause and the remedy.</summary>
    public static void ShouldSay(this string message, string what, string cause, string remedy)
    {
        message.ShouldContain(what, Case.Sensitive);
        message.ShouldContain(cause, Case.Sensitive);
        message.ShouldContain(remedy, Case.Sensitive);
    }

    private static string ShouldEnd(this AgentProcess agent, int exitCode)
    {
        agent.AwaitExit().ShouldBe(exitCode, agent.Story);
        agent.IsReady.ShouldBeFalse();
        var words = $"{agent.Output}{agent.Errors}";
        words.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is no message");
        return words;
    }
}
