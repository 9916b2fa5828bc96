using System.CommandLine;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Freezes;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Commands;

/// <summary><c>aoectl freeze NAME..</c>: the base stands still from now on, and writes go to a shadow.</summary>
internal sealed class FreezeCommand : Command
{
    private readonly OutputOption _output = new();
    private readonly Argument<string[]> _names = new("NAME") { Description = "targets, frozen at one moment", Arity = ArgumentArity.OneOrMore };
    private readonly DurationOption _ttl = new("--ttl", "thaw by itself after this time (the target's defaultTTL)");
    private readonly Option<string?> _holder = new("--holder") { HelpName = "WHO", Description = "who holds it, for people and for thaw (USER@HOST)" };
    private readonly HolderRefOption _holderRef = new();
    private readonly DurationOption _wait = new("--wait", "ask again for so long while another freeze or a merge is in the way");
    private readonly Option<bool> _join = new("--join") { Description = "share a freeze in force, with its earlier moment" };

    /// <summary>Describes the verb.</summary>
    public FreezeCommand(CtlConsole console, ConnectionOptions connection)
        : base("freeze", "Freeze targets; return when their bases are immutable.")
    {
        Add(_names);
        Add(_ttl);
        Add(_holder);
        Add(_holderRef);
        Add(_wait);
        Add(_join);
        Add(_output);
        SetAction(async (line, cancellation) =>
        {
            using var agent = connection.Open(line);
            var wish = new FreezeWish(line.GetRequiredValue(_names), line.GetValue(_ttl), line.GetValue(_holder) ?? console.User, line.GetValue(_join))
            {
                HolderRef = _holderRef.Read(line),
            };
            var freeze = await new FreezeMaker(agent, console.Time).MakeAsync(wish, _wait.Read(line), cancellation);
            if (!_output.TryPrint(line, console, freeze))
            {
                console.Output.WriteLine(
                    $"{freeze.TargetNames()}: frozen at {Human.Moment(freeze.Text("status", "frozenAt"))} for {freeze.Text("spec", "holder")}, "
                    + $"until {Human.Moment(freeze.Text("status", "expiresAt"))} unless renewed (freeze {freeze.Name()})");
                if (freeze.OfTargets("viewAddress") is { Length: > 0 } view)
                {
                    console.Output.WriteLine($"the frozen content can be read at {view}");
                }
            }

            return ExitCodes.Done;
        });
    }
}
