using System.Text.Json;
using System.Text.Json.Serialization;
using AoEde.Bench.Matrix;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>Everything one session has measured: what the JSON file holds.</summary>
internal sealed record BenchResult
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    public required Machine Machine { get; init; }

    /// <summary>Rounds of each contender in each row.</summary>
    public required int Rounds { get; init; }

    /// <summary>Of each round, without its warm-up.</summary>
    public required double Seconds { get; init; }

    public required IReadOnlyList<RowResult> Rows { get; init; }

    /// <summary>CPU that an agent with 256 targets uses when nobody asks, in percent of one CPU; absent if that was not measured.</summary>
    public double? IdleCpuPercent { get; init; }

    public static BenchResult Parse(string json) =>
        JsonSerializer.Deserialize<BenchResult>(json, Style) ?? throw new JsonException("no result");

    public string ToJson() => JsonSerializer.Serialize(this, Style) + "\n";
}

/// <summary>The contenders in one row.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Row">What was asked.</param>
/// <param name="Lanes">One for each contender.</param>
internal sealed record RowResult(string Name, Row Row, IReadOnlyList<LaneResult> Lanes)
{
    /// <summary>The figures of a contender, if it took part.</summary>
    public Summary? Of(string contender) => Lanes.FirstOrDefault(lane => lane.Contender == contender)?.Summary;
}

/// <summary>One contender in one row.</summary>
internal sealed record LaneResult(string Contender, Summary Summary, IReadOnlyList<Sample> Samples);
