using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Spectre.Console;

namespace AoEde.Demo;

/// <summary>Writes or reads every block of the journal once, in order, behind a progress bar.</summary>
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
    /// <exception cref="DemoException">An answer was wrong or did not come.</exception>
    /// <exception cref="OperationCanceledException">The person watching has seen enough.</exception>
    public static LoadResult Run(string what, TargetClient client, LoadJournal journal, bool write, CancellationToken interrupted)
    {
        var load = new VerifiedLoad(client, Options(journal, write), journal);
        LoadResult? result = null;
        Bar().Start(context =>
        {
            var bar = context.AddTask(what, maxValue: journal.Blocks);
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

    private static LoadOptions Options(LoadJournal journal, bool write) => new()
    {
        Depth = Depth,
        Sequential = true,
        ReadPercent = write ? 0 : 100,
        Operations = journal.Blocks,
    };

    private static Progress Bar() => AnsiConsole.Progress()
        .AutoRefresh(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
}
