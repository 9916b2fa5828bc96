using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Spectre.Console;

namespace AoEde.Demo;

/// <summary>Writes or reads blocks of the journal behind a progress bar: each once, in order, unless somebody wants otherwise.</summary>
internal static class Transfer
{
    // What the Linux driver has under way with a target that advertises 64, once it has found its pace.
    private const int Depth = 32;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <param name="what">Names the bar.</param>
    /// <param name="client">The target.</param>
    /// <param name="journal">The blocks; remembers what was written, for the reading that follows.</param>
    /// <param name="write">Whether to write; else to read and compare.</param>
    /// <param name="interrupted">Ends the transfer.</param>
    /// <param name="blocks">So many blocks, here and there; 0 takes all of them in order.</param>
    /// <exception cref="DemoException">An answer was wrong or did not come.</exception>
    /// <exception cref="OperationCanceledException">The person watching has seen enough.</exception>
    public static LoadResult Run(string what, TargetClient client, LoadJournal journal, bool write, CancellationToken interrupted, int blocks = 0)
    {
        var load = new VerifiedLoad(client, Options(journal, write, blocks), journal);
        LoadResult? result = null;
        Bar().Start(context =>
        {
            var bar = context.AddTask(what, maxValue: blocks > 0 ? blocks : journal.Blocks);
            var work = Task.Factory.StartNew(
                () => load.Run(interrupted), interrupted, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            while (!work.Wait((int)Refresh.TotalMilliseconds, CancellationToken.None))
                bar.Value = load.Completed;
            result = work.Result;
            bar.Value = load.Completed;
        });
        interrupted.ThrowIfCancellationRequested();
        return result!.Failure is null ? result : throw new DemoException($"{what}: {result.Failure}");
    }

    private static LoadOptions Options(LoadJournal journal, bool write, int blocks) => new()
    {
        Depth = Depth,
        Sequential = blocks == 0,
        ReadPercent = write ? 0 : 100,
        Operations = blocks > 0 ? blocks : journal.Blocks,
    };

    private static Progress Bar() => AnsiConsole.Progress()
        .AutoRefresh(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
}
