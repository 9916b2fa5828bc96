using System.Globalization;

namespace AoEde.Wire.Tests;

/// <summary>How long the long tests are; `make soak` raises these.</summary>
internal static class Settings
{
    public static int HostileFrames { get; } = Read("AOEDE_HOSTILE_FRAMES", 20_000);

    public static int Seed { get; } = Read("AOEDE_SEED", Random.Shared.Next(1, int.MaxValue));

    /// <summary>Rounds of killing, per kind of disk.</summary>
    public static int KillRounds { get; } = Read("AOEDE_KILL_ROUNDS", 10);

    /// <summary>Histories whose order is judged, per disk engine.</summary>
    public static int OrderingSeeds { get; } = Read("AOEDE_ORDERING_SEEDS", 200);

    private static int Read(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
