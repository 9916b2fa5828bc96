using System.Globalization;

namespace AoEde.Freeze.Tests;

/// <summary>How long the long tests are; `make soak` raises these.</summary>
internal static class Settings
{
    public static int Seed { get; } = Read("AOEDE_SEED", Random.Shared.Next(1, int.MaxValue));

    /// <summary>Kills at random moments, all disk setups taken together.</summary>
    public static int FreezeKills { get; } = Read("AOEDE_FREEZE_KILLS", 40);

    /// <summary>Disk setups that each step of the crash matrix is tried with: they take turns, up to all.</summary>
    public static int FreezeSetups { get; } = Math.Min(Read("AOEDE_FREEZE_SETUPS", 1), DiskSetup.All.Count);

    /// <summary>Reads of random places against the model, for each disk setup.</summary>
    public static int OverlayReads { get; } = Read("AOEDE_OVERLAY_READS", 3000);

    private static int Read(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;
}
