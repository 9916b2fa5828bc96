using System.Text.Json;
using AoEde.Engine;
using AoEde.Native.Disk;
using AoEde.Protocol;

namespace AoEde.FreezeHost;

/// <summary>
/// An engine in a process of its own that a test freezes, thaws, and kills at named steps. Takes one argument, a
/// <see cref="HostSetup"/> as JSON; obeys lines on standard input and answers each with one line on standard output:
/// <c>freeze ID SECONDS TARGET..</c>, <c>join ID SECONDS TARGET..</c>, <c>renew ID SECONDS</c>, <c>release ID</c>, <c>status</c>,
/// <c>changes TARGET</c>, <c>clock SECONDS</c> (sets the wall clock wrong), <c>pass SECONDS</c> (lets time pass), <c>crash STEP PASSES</c>,
/// <c>stop</c>. Ends of holds come as lines that begin with <c>ended</c>.
/// </summary>
internal static class Program
{
    private static readonly Lock Output = new();

    public static async Task<int> Main(string[] args)
    {
        var setup = JsonSerializer.Deserialize<HostSetup>(args[0])!;
        var time = new OffsetTime(TimeSpan.FromSeconds(setup.ClockOffsetSeconds));
        var crash = new CrashPoint(setup.CrashAt, setup.CrashAfter);
        var options = new HostOptions
        {
            StateDirectory = setup.StateDirectory,
            FreezeSteps = step => crash.Reached(step),
        };
        await using var host = new TargetHost(options, time, new ErrorLogger());
        host.HoldEnded += (_, e) => Say($"ended {e.Target} {e.Hold.Id} {e.End} {e.Message}");
        await host.ApplyAsync([.. setup.Targets.Select(ToOptions)], CancellationToken.None);
        Say("ready");
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
            Say(await AnswerAsync(host, time, crash, line.Split(' ')));
        return 0;
    }

    private static async Task<string> AnswerAsync(TargetHost host, OffsetTime time, CrashPoint crash, string[] words)
    {
        try
        {
            switch (words[0])
            {
                case "freeze" or "join":
                    await host.FreezeAsync(ToRequest(words), CancellationToken.None);
                    return "ok";
                case "renew":
                    await host.RenewAsync(words[1], Seconds(words[2]), CancellationToken.None);
                    return "ok";
                case "release":
                    await host.ReleaseAsync(words[1], CancellationToken.None);
                    return "ok";
                case "changes":
                    return "ok " + JsonSerializer.Serialize(host.ChangedRanges(words[1]));
                case "clock":
                    time.Jump(Seconds(words[1]));
                    return "ok";
                case "pass":
                    time.Pass(Seconds(words[1]));
                    return "ok";
                case "crash":
                    crash.Set(words[1], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture));
                    return "ok";
                default:
                    return "ok " + JsonSerializer.Serialize(host.Status().Select(Summary));
            }
        }
        catch (FreezeException e)
        {
            return $"refused {e.Reason} {e.Message}";
        }
    }

    private static FreezeRequest ToRequest(string[] words) => new()
    {
        Id = words[1],
        Holder = words[1],
        Ttl = Seconds(words[2]),
        Targets = words[3..],
        JoinExisting = words[0] == "join",
    };

    private static object Summary(TargetStatus status) => new
    {
        status.Name,
        DeviceReady = status.Condition("DeviceReady")!.Reason,
        Healthy = status.Condition("Healthy")!.Reason,
        Health = status.Condition("Healthy")!.Message,
        Exported = status.Condition("Exported")!.State.ToString(),
        status.Condition("DeviceReady")!.Message,
        State = status.Freeze.State.ToString(),
        status.Freeze.ShadowBytes,
        status.Freeze.MergeRemainingBytes,
        status.Freeze.ShadowPath,
        status.Freeze.BrokenBecause,
        status.Freeze.Sequence,
        status.Freeze.ExpiresAt,
        View = status.Freeze.ViewAddress?.ToString(),
        Holders = status.Freeze.Holders.Select(h => h.Id),
    };

    private static TargetOptions ToOptions(TargetSetup t) => new()
    {
        Name = t.Name,
        Address = AoeAddress.TryParse(t.Address, out var address) ? address : throw new FormatException(t.Address),
        Interfaces = [t.Interface],
        Backing = new BackingOptions { Path = t.Path, IsDevice = t.IsDevice },
        Uid = new Guid(1, 2, 3, [.. System.Text.Encoding.UTF8.GetBytes(t.Name.PadRight(8)[..8])]),
        Direct = t.Direct,
        Engine = Enum.Parse<DiskEngineKind>(t.Engine),
        WriteBehind = t.WriteBehind,
        Freeze = new FreezeOptions
        {
            LimitBytes = t.LimitBytes,
            ReservePercent = t.ReservePercent,
            OnShadowFull = t.RejectWhenFull ? ShadowFullPolicy.RejectWrites : ShadowFullPolicy.Thaw,
            MergeRateBytes = t.MergeRateBytes,
            ShadowDirectory = t.ShadowDirectory,
            MaxTtl = TimeSpan.FromSeconds(t.MaxTtlSeconds),
            View = t.ViewAddress is { } view && AoeAddress.TryParse(view, out var at) ? new FreezeViewOptions { Address = at } : null,
        },
    };

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static void Say(string line)
    {
        lock (Output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
