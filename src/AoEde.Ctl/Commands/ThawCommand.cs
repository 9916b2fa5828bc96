using System.CommandLine;
using System.Text.Json.Nodes;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Freezes;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary>
/// <c>aoectl thaw NAME</c>: lets go. Merging begins at once and goes on by itself; <c>--wait</c> watches it. It fails when the freeze
/// had ended before: whoever read meanwhile must know.
/// </summary>
internal sealed class ThawCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "the target" };
    private readonly Option<string?> _holder = new("--holder") { HelpName = "WHO", Description = "whose freeze to end, where several hold the target" };
    private readonly Option<bool> _wait = new("--wait") { Description = "watch until the shadow is merged" };
    private readonly CtlConsole _console;

    /// <summary>Describes the verb.</summary>
    public ThawCommand(CtlConsole console, ConnectionOptions connection)
        : base("thaw", "End a freeze; return when merging has begun.")
    {
        _console = console;
        Add(_name);
        Add(_holder);
        Add(_wait);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            return await ThawAsync(agent, line.GetRequiredValue(_name), line.GetValue(_holder), line.GetValue(_wait), cancellation);
        });
    }

    private async Task<int> ThawAsync(IAoEdeClient agent, string target, string? holder, bool wait, CancellationToken cancellation)
    {
        // A name that the agent does not know is told by the agent.
        await agent.TargetAsync(target, cancellation);
        var known = (await agent.FreezesAsync(allNamespaces: false, cancellation)).Items()
            .Where(freeze => freeze.Names(target) && (holder is null || freeze.Text("spec", "holder") == holder))
            .OrderByDescending(freeze => freeze.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .ToArray();
        var inForce = known.Where(freeze => freeze.IsInForce()).ToArray();
        if (holder is null && inForce.Length > 1)
        {
            var holders = string.Join(", ", inForce.Select(freeze => $"'{freeze.Text("spec", "holder")}'"));
            throw new CtlException($"{target} is frozen by {inForce.Length}: {holders}; say whose freeze to end with --holder");
        }

        var exit = ExitCodes.Done;
        var targets = new HashSet<string>(StringComparer.Ordinal) { target };
        foreach (var freeze in inForce)
        {
            var ended = await agent.ReleaseFreezeAsync(freeze.Name(), cancellation);
            targets.UnionWith(ended.Items("spec", "targets").Select(name => name.ToString()));
            exit = Math.Max(exit, Judge(ended));
        }

        if (inForce.Length == 0)
        {
            exit = Recall(target, holder, known.FirstOrDefault(freeze => freeze.Outcome() != "Failed"));
        }

        foreach (var name in targets)
        {
            Tell(name, await agent.TargetAsync(name, cancellation));
        }

        if (wait)
        {
            await new MergeWatch(agent, _console).WatchAsync([.. targets], cancellation);
            foreach (var name in targets)
            {
                var now = await agent.TargetAsync(name, cancellation);
                if (now.Text("status", "freeze", "state") == "Thawed")
                {
                    _console.Output.WriteLine($"{name}: thawed, everything is in the base");
                }
            }
        }

        return exit;
    }

    private int Judge(JsonNode freeze)
    {
        if (freeze.IsValid() && freeze.Outcome() == "Released")
        {
            return ExitCodes.Done;
        }

        _console.Complain(
            $"the freeze {freeze.Name()} had ended before ({freeze.Outcome()}: {freeze.Why()}); what was read after that is not the content of "
            + $"{Human.Moment(freeze.Text("status", "frozenAt"))}: do not keep it");
        return ExitCodes.NotValid;
    }

    private int Recall(string target, string? holder, JsonNode? last)
    {
        var who = holder is null ? "" : $" by '{holder}'";
        if (last is null)
        {
            _console.Complain($"{target} is not frozen{who}; 'aoectl freezes' lists what is");
            return ExitCodes.Failed;
        }

        if (last.Outcome() == "Released" && last.IsValid())
        {
            _console.Output.WriteLine($"{target}: released already (freeze {last.Name()})");
            return ExitCodes.Done;
        }

        return Judge(last);
    }

    private void Tell(string name, JsonNode target)
    {
        var freeze = (target as JsonObject)?["status"]?["freeze"];
        switch (freeze.Text("state"))
        {
            case "Frozen":
                var holders = string.Join(", ", freeze.Items("holders").Select(hold => $"'{hold.Text("holder")}'"));
                _console.Output.WriteLine($"{name}: still frozen, held by {holders} until {Human.Moment(freeze.Text("expiresAt"))}");
                break;
            case "Merging":
                _console.Output.WriteLine($"{name}: thawing, {Human.Size(freeze.Text("mergeRemainingBytes"))} to merge");
                break;
            default:
                _console.Output.WriteLine($"{name}: thawed");
                break;
        }
    }
}
