using System.Text.Json;
using AoEde.FreezeHost;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Freeze.Tests;

/// <summary>The freeze host running in a test network: told what to do by lines, and killed without ceremony.</summary>
public sealed class FreezeProcess : HostedProcess
{
    private int _answersSeen;

    private FreezeProcess(TestHost host, HostSetup setup)
        : base(host, DotnetProgram.Path, ["exec", Path.Combine(AppContext.BaseDirectory, "aoede-freeze-host.dll"), JsonSerializer.Serialize(setup)], keepInput: true)
    {
    }

    /// <summary>Ends of holds that it told of, oldest first: <c>TARGET ID END MESSAGE</c>.</summary>
    public IReadOnlyList<string> Ended => [.. Lines.Where(l => l.StartsWith("ended ", StringComparison.Ordinal)).Select(l => l[6..])];

    private string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts it; returns when every target has settled, or when it has killed itself before that.</summary>
    public static FreezeProcess Start(TestHost host, HostSetup setup)
    {
        var process = new FreezeProcess(host, setup);
        Eventually.True(() => process.Lines.Contains("ready") || !process.IsRunning, "the freeze host is ready", TimeSpan.FromSeconds(30));
        return process;
    }

    /// <summary>Tells it something and returns its answer; null when it ended instead.</summary>
    public string? Ask(string line)
    {
        Send(line);
        Eventually.True(() => Answers().Length > _answersSeen || !IsRunning, $"an answer to '{line}'", TimeSpan.FromSeconds(30));
        var answers = Answers();
        return answers.Length > _answersSeen ? answers[_answersSeen++] : null;
    }

    /// <summary>Tells it something that must succeed.</summary>
    public string Do(string line)
    {
        string? answer = Ask(line);
        if (answer is null || !answer.StartsWith("ok", StringComparison.Ordinal))
            throw new InvalidOperationException($"'{line}' gave '{answer}': {Story}");
        return answer.Length > 3 ? answer[3..] : "";
    }

    /// <summary>What it says of one of its targets.</summary>
    public JsonElement Status(string target) =>
        JsonSerializer.Deserialize<JsonElement>(Do("status")).EnumerateArray().Single(t => t.GetProperty("Name").GetString() == target);

    /// <summary>A target's state: Thawed, Freezing, Frozen or Merging.</summary>
    public string State(string target) => Status(target).GetProperty("State").GetString()!;

    public void AwaitState(string target, string state) =>
        Eventually.True(() => State(target) == state, $"{target} is {state}; {Story}", TimeSpan.FromSeconds(60));

    /// <summary>Ends it as an administrator would; true when it ended well.</summary>
    public bool End()
    {
        Send("stop");
        return AwaitExit() == 0;
    }

    private string[] Answers() =>
        [.. Lines.Where(l => l.StartsWith("ok", StringComparison.Ordinal) || l.StartsWith("refused ", StringComparison.Ordinal))];
}
