using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Holds;

/// <summary>
/// A frozen target whose time a test lets pass, and a second one whose short hold shows that the engine has looked at its
/// deadlines since: what has not ended by then has not expired.
/// </summary>
internal sealed class HoldLab : IDisposable
{
    public const string Other = "other";
    private int _looks;

    public HoldLab(double maxTtlSeconds = 3600, int disk = 0)
    {
        Victim = new Victim(DiskSetup.Turn(disk), blocks: 512);
        Victim.Lab.Change(t => t with { MaxTtlSeconds = maxTtlSeconds });
        Victim.Lab.AddTarget(Other, "9.1");
        Victim.Start();
        Victim.Load();
        Victim.AwaitProgress(50);
    }

    public Victim Victim { get; }

    public FreezeProcess Host => Victim.Host;

    public string State => Host.State(FreezeLab.Target);

    /// <summary>Lets time pass until some seconds, at least 2, are over, and the engine has noticed.</summary>
    public void Pass(int seconds)
    {
        string hold = $"look{_looks++}";
        Host.AwaitState(Other, "Thawed");
        Host.Do($"freeze {hold} {seconds - 1} {Other}");
        Host.Do($"pass {seconds}");
        AwaitEnd($"{Other} {hold} Expired");
    }

    public void AwaitEnd(string end) => Eventually.True(
        () => Host.Ended.Any(e => e.StartsWith(end, StringComparison.Ordinal)), $"'{end}': {Host.Story}", TimeSpan.FromSeconds(30));

    public bool HasEnded(string hold) => Host.Ended.Any(e => e.StartsWith($"{FreezeLab.Target} {hold} ", StringComparison.Ordinal));

    public void Dispose() => Victim.Dispose();
}
