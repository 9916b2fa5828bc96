using AoEde.Protocol;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Spectre.Console;

namespace AoEde.Demo;

/// <summary>The act in which the disk stands still for a backup while its user goes on writing.</summary>
internal sealed class FreezeAct(
    DemoAgent agent, DemoImage image, TargetClient client, LoadJournal journal, Action<string> say, Action<string> detail, CancellationToken interrupted)
{
    public const byte ViewSlot = 201;

    /// <summary>Bytes per second that merging may use here: the whole takes some seconds, so that there is something to see.</summary>
    public const long MergeRate = 24L << 20;

    private const long WrittenBytes = 64L << 20;

    public void Run()
    {
        say("a backup wants the disk to stand still: [bold]aoectl freeze disk --ttl 10m --holder backup[/]");
        Tell(agent.Ctl("freeze", "disk", "--ttl", "10m", "--holder", "backup"));
        var frozen = journal.Copy();
        var before = image.Checksum();
        detail($"sha256 of disk.img {before}");

        say($"its user knows nothing of that and writes {WrittenBytes >> 20} MiB here and there");
        Transfer.Run("write while frozen", client, journal, write: true, interrupted, (int)(WrittenBytes / (journal.BlockSectors * AoeWire.SectorSize)));
        var after = image.Checksum();
        detail($"sha256 of disk.img {after}");
        if (after != before)
            throw new DemoException("the base changed while it was frozen");
        detail($"the same: not a byte of the base has changed; the shadow holds {Bytes("shadowBytes") >> 20} MiB");

        say("the user reads everything back, the new data with the old");
        Transfer.Run("read and verify", client, journal, write: false, interrupted);

        say($"the backup reads what the disk held when it was frozen, over the wire at {client.Target.Shelf}.{ViewSlot}");
        var view = client.Initiator.Find(client.Target.Shelf, ViewSlot);
        Transfer.Run("read the frozen view", view, frozen, write: false, interrupted);
        if (frozen.Check(image.Path) is { } wrong)
            throw new DemoException($"the base is not what it was: {wrong}");
        detail("every sector is as old as the freeze, in the view and in the base");

        say("the backup is done: [bold]aoectl thaw disk[/]; the shadow is merged while the disk is in use");
        Tell(agent.Ctl("thaw", "disk"));
        WatchMerge();
        if (journal.Check(image.Path) is { } missing)
            throw new DemoException($"the merge left something out: {missing}");
        detail("disk.img holds everything that was written meanwhile");
        Tell(agent.Ctl("freezes"));
    }

    private void WatchMerge() => AnsiConsole.Progress()
        .AutoRefresh(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context =>
        {
            var bar = context.AddTask("merge", maxValue: 1);
            for (long total = 0; ;)
            {
                interrupted.ThrowIfCancellationRequested();
                var freeze = agent.FreezeStatus();
                if (freeze?["state"]?.ToString() == "Thawed")
                    break;
                var left = (long?)freeze?["mergeRemainingBytes"] ?? 0;
                total = Math.Max(total, left);
                bar.Value = total > 0 ? 1 - ((double)left / total) : 0;
            }

            bar.Value = 1;
        });

    private long Bytes(string field) => (long?)agent.FreezeStatus()?[field] ?? 0;

    private void Tell(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            detail(line.TrimEnd());
    }
}
