using System.Text.Json.Nodes;
using AoEde.Api.Values;
using AoEde.Ctl.Commands;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;
using AoEde.Native;
using AoEde.Native.Processes;

namespace AoEde.Ctl.Freezes;

/// <summary>A command's life inside a freeze: frozen before it starts, renewed while it runs, thawed whatever becomes of it.</summary>
internal sealed class FrozenRun(IAoEdeClient agent, CtlConsole console)
{
    // An agent that is being restarted is back in seconds, and a freeze that nobody ends costs room in the shadow.
    private static readonly TimeSpan s_insistence = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs it.</summary>
    /// <param name="wish">What is frozen; with a lifetime.</param>
    /// <param name="wait">How long to ask for the freeze.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellation">Gives up asking for the freeze; the command itself ends by signals.</param>
    /// <returns>The command's exit code, or <see cref="ExitCodes.NotValid"/> where that would be 0 and the freeze did not last.</returns>
    public async Task<int> RunAsync(FreezeWish wish, TimeSpan? wait, IReadOnlyList<string> command, CancellationToken cancellation)
    {
        using var signals = new RelayedSignals();
        var freeze = await new FreezeMaker(agent, console.Time).MakeAsync(wish, wait, cancellation);
        var exit = ExitCodes.Failed;
        using var done = new CancellationTokenSource();
        var renewing = new Renewal(agent, console, freeze.Name(), GoDuration.Parse(wish.Ttl!).ToTimeSpan()).RunAsync(done.Token);
        try
        {
            exit = signals.IsAsked ? 128 + signals.Last : await CommandAsync(freeze, command, signals);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            exit = await ThawAsync(freeze, exit);
        }

        return exit;
    }

    private async Task<int> CommandAsync(JsonNode freeze, IReadOnlyList<string> command, RelayedSignals signals)
    {
        ChildGroup child;
        try
        {
            child = ChildGroup.Start(command[0], [.. command.Skip(1)], Variables(freeze));
        }
        catch (NativeException problem)
        {
            console.Complain($"{command[0]} cannot be run: {problem.Message}");
            return problem.Errno == Errno.ENOENT ? ExitCodes.NotFound : ExitCodes.NotExecutable;
        }

        using var relay = signals.RelayTo(child, console.Time);
        var exit = await Task.Factory.StartNew(child.Wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await relay.LeaderEndedAsync();
        return exit;
    }

    private string[] Variables(JsonNode freeze)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AOEDE_FREEZE"] = freeze.Name(),
            ["AOEDE_VIEW"] = freeze.OfTargets("viewAddress"),
            ["AOEDE_DEVICE"] = freeze.OfTargets("devicePath"),
            ["AOEDE_FROZEN_AT"] = freeze.Text("status", "frozenAt"),
        };
        return
        [
            .. console.Environment.Where(variable => !own.ContainsKey(variable.Split('=')[0])),
            .. own.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={pair.Value}"),
        ];
    }

    private async Task<int> ThawAsync(JsonNode freeze, int exit)
    {
        var started = console.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return Judge(await agent.ReleaseFreezeAsync(freeze.Name(), CancellationToken.None), exit);
            }
            catch (CtlException problem)
            {
                if (problem is not Refusal && console.Time.GetElapsedTime(started) < s_insistence)
                {
                    await Task.Delay(s_pause, console.Time);
                    continue;
                }

                console.Complain(
                    $"{freeze.TargetNames()}: could not be thawed ({problem.Message}); it thaws by itself when it is not renewed. "
                    + $"Whether the freeze {freeze.Name()} lasted is not known: do not trust what was read");
                return exit == ExitCodes.Done ? ExitCodes.NotValid : exit;
            }
        }
    }

    private int Judge(JsonNode freeze, int exit)
    {
        if (freeze.IsValid() && freeze.Outcome() == "Released")
        {
            return exit;
        }

        console.Complain("*** THE FREEZE DID NOT LAST ***");
        console.Complain(
            $"{freeze.TargetNames()}: {freeze.Outcome()}: {freeze.Why()} What the command read is not the content of "
            + $"{Human.Moment(freeze.Text("status", "frozenAt"))}: throw it away and run it again");
        return exit == ExitCodes.Done ? ExitCodes.NotValid : exit;
    }
}
