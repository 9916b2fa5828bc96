using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;

namespace AoEde.Bench;

/// <summary>What is measured, how long, and where the result goes.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        """
        usage: aoede-bench run [--quick] [--rows PATTERN[,..]] [--rounds N] [--seconds S] [--contender 'NAME=COMMAND {IF} {FILE} {SHELF} {SLOT}']..
                               [--agent PROGRAM] [--out FOLDER] [--page FILE] [--before-others]
               aoede-bench list                        the names of the rows
               aoede-bench page RESULT.json PAGE.md    writes the page again
               aoede-bench load IF SHELF SLOT BYTES DEPTH READ-PERCENT SECONDS [verify]     one load, here and now
               aoede-bench soak MINUTES                the agent at full load: whether what it needs stays the same
               aoede-bench reflect IF SECTORS          answers at every address, until it is ended
        """;

    public IReadOnlyList<Row> Rows { get; init; } = RowTable.All;

    public bool IsQuick { get; init; }

    public int Rounds { get; init; } = 5;

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(0.2);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(1);

    public IReadOnlyList<ExternalContender> External { get; init; } = [];

    public string Agent { get; init; } = "artifacts/bin/aoede-agent";

    public string Folder { get; init; } = "artifacts/bench";

    /// <summary>The page that is written when all rows were measured; none if empty.</summary>
    public string Page { get; init; } = "";

    /// <summary>Whether the session takes precedence over whatever else runs on the machine.</summary>
    public bool BeforeOthers { get; init; }

    /// <summary>Reads what follows <c>run</c>.</summary>
    /// <exception cref="FormatException">An option is unknown, or has no or no good value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{name} needs a value");
            options = name switch
            {
                "--quick" => options with { IsQuick = true, Rows = RowTable.Quick },
                "--rows" => options with { Rows = RowSelection.Choose(RowTable.All, Value()) },
                "--rounds" => options with { Rounds = int.Parse(Value()) },
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(double.Parse(Value())) },
                "--contender" => options with { External = [.. options.External, ExternalContender.Parse(Value())] },
                "--agent" => options with { Agent = Value() },
                "--out" => options with { Folder = Value() },
                "--before-others" => options with { BeforeOthers = true },
                "--page" => options with { Page = Value() },
                _ => throw new FormatException($"unknown option {name}"),
            };
        }

        return options;
    }
}
