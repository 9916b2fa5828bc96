using System.CommandLine;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Freezes;

namespace AoEde.Ctl.Commands;

/// <summary>
/// <c>aoectl run --freeze NAME -- CMD...</c>: a backup in one line. The freeze lasts exactly as long as the command, and ends soon by
/// itself if this process is killed.
/// </summary>
internal sealed class RunCommand : Command
{
    // Short, because it is renewed: a backup that was killed holds its target for two minutes more, not for an hour.
    private const string UsualTtl = "2m";

    private readonly Option<string[]> _names = new("--freeze") { HelpName = "NAME", Description = "target to freeze; may be given several times", Required = true };
    private readonly DurationOption _ttl = new("--ttl", $"thaw by itself so long after this process is gone ({UsualTtl}); renewed every third of it");
    private readonly Option<string?> _holder = new("--holder") { HelpName = "WHO", Description = "who holds it, for people (USER@HOST)" };
    private readonly DurationOption _wait = new("--wait", "ask again for so long while another freeze or a merge is in the way");
    private readonly Argument<string[]> _command = new("CMD") { Description = "the command and its arguments, after --", Arity = ArgumentArity.OneOrMore };

    /// <summary>Describes the verb.</summary>
    public RunCommand(CtlConsole console, ConnectionOptions connection)
        : base("run", "Freeze, run a command, thaw; AOEDE_FREEZE, AOEDE_VIEW, AOEDE_DEVICE and AOEDE_FROZEN_AT tell the command what to read.")
    {
        Add(_names);
        Add(_ttl);
        Add(_holder);
        Add(_wait);
        Add(_command);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            var wish = new FreezeWish(line.GetRequiredValue(_names), line.GetValue(_ttl) ?? UsualTtl, line.GetValue(_holder) ?? console.User, Join: false);
            return await new FrozenRun(agent, console).RunAsync(wish, _wait.Read(line), line.GetRequiredValue(_command), cancellation);
        });
    }
}
