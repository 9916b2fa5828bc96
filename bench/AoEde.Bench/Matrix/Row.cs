using System.Text.Json.Serialization;
using AoEde.Bench.Contenders;
using AoEde.Bench.Load;

namespace AoEde.Bench.Matrix;

/// <summary>One line of the table: what is asked, of what.</summary>
/// <param name="Scene">What stands behind the target.</param>
/// <param name="Bytes">Of each request.</param>
/// <param name="ReadPercent">The rest are writes.</param>
/// <param name="Sequential">In ascending order, or anywhere.</param>
/// <param name="Depth">Requests on the way, for each initiator.</param>
/// <param name="Initiators">Stations with a MAC address each.</param>
internal sealed record Row(Scene Scene, int Bytes, int ReadPercent, bool Sequential, int Depth, int Initiators = 1)
{
    private const int Kibi = 1024;

    /// <summary>What <c>--rows</c> matches.</summary>
    public string Name => $"{Size}-{Pattern}-q{Depth}-{Scene.ToString().ToLowerInvariant()}{(Initiators > 1 ? $"-i{Initiators}" : "")}";

    /// <summary>The link's MTU: a plain one where the request fits into it.</summary>
    public int Mtu => Bytes <= Kibi ? 1500 : 9000;

    public bool IsRead => ReadPercent == 100;

    /// <summary>Rows of a group share their contenders' processes.</summary>
    [JsonIgnore]
    public (int Mtu, Scene Scene) Group => (Mtu, Scene);

    private string Size => Bytes < Kibi ? $"{Bytes}" : $"{Bytes / Kibi}k";

    private string Pattern => (Sequential ? "seq" : "rand") + ReadPercent switch { 100 => "read", 0 => "write", _ => "mix" };

    /// <summary>What the generator makes of it.</summary>
    public LoadShape Shape(TimeSpan warmUp, TimeSpan duration, int seed) => new()
    {
        Sectors = Bytes / 512,
        Depth = Depth,
        ReadPercent = ReadPercent,
        Sequential = Sequential,
        Initiators = Initiators,
        WarmUp = warmUp,
        Duration = duration,
        Seed = seed,
    };
}
