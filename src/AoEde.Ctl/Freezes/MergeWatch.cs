using System.Globalization;
using System.Text.Json.Nodes;
using AoEde.Ctl.Commands;
using AoEde.Ctl.Connections;
using AoEde.Ctl.Text;
using Spectre.Console;

namespace AoEde.Ctl.Freezes;

/// <summary>Watches shadows being merged: a bar each for a person, a line now and then for a log.</summary>
internal sealed class MergeWatch(IAoEdeClient agent, CtlConsole console)
{
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(5);

    /// <summary>Returns when none of the targets merges any more.</summary>
    /// <param name="targets">Their names.</param>
    /// <param name="cancellation">Stops watching; merging goes on.</param>
    public async Task WatchAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        if (console.IsTerminal)
        {
            await DrawAsync(targets, cancellation);
            return;
        }

        var told = console.Time.GetTimestamp() - (2 * console.Time.TimestampFrequency * (long)s_line.TotalSeconds);
        await FollowAsync(
            targets,
            merges =>
            {
                if (merges.Values.Any(merge => merge is { IsMerging: true, Left: > 0 }) && console.Time.GetElapsedTime(told) >= s_line)
                {
                    told = console.Time.GetTimestamp();
                    console.Output.WriteLine(string.Join("; ", merges.Select(merge => $"{merge.Key}: {merge.Value}")));
                    console.Output.Flush();
                }
            },
            cancellation);
    }

    private Task DrawAsync(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Output) });
        return screen.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bars = targets.ToDictionary(target => target, target => context.AddTask(Markup.Escape($"merging {target}"), maxValue: 1));
                return FollowAsync(
                    targets,
                    merges =>
                    {
                        foreach (var (target, merge) in merges)
                        {
                            bars[target].Value = merge.Done;
                        }
                    },
                    cancellation);
            });
    }

    private async Task FollowAsync(IReadOnlyList<string> targets, Action<Dictionary<string, Merge>> show, CancellationToken cancellation)
    {
        var merges = new Dictionary<string, Merge>(StringComparer.Ordinal);
        while (true)
        {
            foreach (var target in targets)
            {
                var now = await agent.TargetAsync(target, cancellation);
                merges[target] = Merge.Of(now, merges.GetValueOrDefault(target));
            }

            show(merges);
            if (!merges.Values.Any(merge => merge.IsMerging))
            {
                return;
            }

            await Task.Delay(agent.LookInterval, console.Time, cancellation);
        }
    }

    /// <summary>One target's merge at one moment. What it began with is what was left when we first looked.</summary>
    private sealed record Merge(bool IsMerging, long Total, long Left)
    {
        public double Done => !IsMerging ? 1 : Total > 0 ? 1 - ((double)Left / Total) : 0;

        public static Merge Of(JsonNode target, Merge? before)
        {
            var left = long.TryParse(target.Text("status", "freeze", "mergeRemainingBytes"), out var bytes) ? bytes : 0;
            return new Merge(target.Text("status", "freeze", "state") == "Merging", Math.Max(before?.Total ?? 0, left), left);
        }

        public override string ToString() => IsMerging
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Done * 100):0} % merged, {Human.Size(Left.ToString(CultureInfo.InvariantCulture))} left")
            : "merged";
    }
}
