using System.Net;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Faults;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>A reflector of a real server, with harm done on the way.</summary>
public sealed class ReflectorFaultTests
{
    private const int Harms = 4;

    public static TheoryData<string> WatchFaults => [.. Faults.Keys];

    private static Dictionary<string, Func<Fault>> Faults { get; } = new(StringComparer.Ordinal)
    {
        ["cut in a line"] = () => Fault.CutInLine(2),
        ["truncated in a line"] = () => Fault.TruncateInLine(2),
        ["ended before a line"] = () => Fault.EndBeforeLine(2),
        ["expired in the stream"] = () => Fault.ExpireAtLine(2),
        ["gone"] = () => Fault.Answer(HttpStatusCode.Gone),
        ["too many requests"] = () => Fault.Answer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)),
        ["internal error"] = () => Fault.Answer(HttpStatusCode.InternalServerError),
        ["answer lost"] = Fault.LoseAnswer,
        ["slow"] = () => Fault.Slow(TimeSpan.FromMilliseconds(30), TimeProvider.System),
        ["doubled"] = () => Fault.Duplicate(),
    };

    [SkippableTheory, MemberData(nameof(WatchFaults))]
    public async Task Watches_Harmed_EndUpEqualToTheServer(string fault)
    {
        var harms = 0;
        await using var bench = await ReflectorBench.StartAsync(
            "fault", fault: request => request.IsWatch && Interlocked.Increment(ref harms) <= Harms ? Faults[fault]() : null);
        await bench.Reflector.WaitForSyncAsync(CancellationToken.None);

        for (var number = 0; number < 12; number++)
            await bench.CreateAsync($"a{number}");
        for (var number = 0; number < 12; number++)
            await bench.ChangeAsync($"a{number}");
        for (var number = 0; number < 12; number += 2)
            await bench.DeleteAsync($"a{number}");
        await bench.CreateAsync("a0");

        await bench.UntilEqualAsync();
        bench.Proxy.Harmed.ShouldBeGreaterThan(0);
        bench.Nonsense.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Lists_Refused_AreTriedUntilOneIsWhole()
    {
        await using var bench = await ReflectorBench.StartAsync("lists");
        HttpStatusCode[] answers = [HttpStatusCode.InternalServerError, HttpStatusCode.Gone, HttpStatusCode.Forbidden];
        for (var number = 0; number < 20; number++)
            await bench.CreateAsync($"a{number}");
        var lists = 0;

        // Every watch expires until the lists, of three pages each, have been refused in each place.
        bench.Proxy.Fault = request => lists > 12 ? null
            : request.IsWatch ? Fault.Answer(HttpStatusCode.Gone)
            : Interlocked.Increment(ref lists) % 3 == 2 ? Fault.Answer(answers[lists / 3 % answers.Length]) : null;
        bench.Proxy.CutAll();
        await bench.DeleteAsync("a3");

        await bench.UntilEqualAsync();
        bench.Nonsense.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Watch_ThatFallsSilent_IsGivenUpAndResumed()
    {
        var gate = Gate.Closed();
        var stalls = 0;
        await using var bench = await ReflectorBench.StartAsync(
            "stall",
            ReflectorBench.Impatient with { IdleTimeout = TimeSpan.FromSeconds(2) },
            request => request.IsWatch && Interlocked.Increment(ref stalls) <= 2 ? Fault.StallInLine(2, gate) : null);
        await bench.Reflector.WaitForSyncAsync(CancellationToken.None);

        for (var number = 0; number < 5; number++)
            await bench.CreateAsync($"a{number}");
        await bench.DeleteAsync("a4");

        await bench.UntilEqualAsync();
        bench.Reflector.Restarts.ShouldBeGreaterThan(0);
        bench.Nonsense.ShouldBeEmpty();
        gate.Open();
    }

    [SkippableFact]
    public async Task Connection_ThatDiesWithoutAWord_IsGivenUpAndResumed()
    {
        await using var bench = await ReflectorBench.StartAsync("silence", ReflectorBench.Impatient with { IdleTimeout = TimeSpan.FromSeconds(2) });
        await bench.CreateAsync("a");
        await bench.UntilEqualAsync();

        bench.Proxy.Connections.Gate.Close();
        await bench.DeleteAsync("a");
        await bench.CreateAsync("b");
        await Wait.UntilAsync(() => bench.Reflector.Restarts > 0, "the silence is noticed");
        bench.Reflector.Health.IsLive.ShouldBeTrue("a server that is away does not make the process dead");
        bench.Proxy.CutAll();
        bench.Proxy.Connections.Gate.Open();

        await bench.UntilEqualAsync();
    }

    [SkippableFact]
    public async Task Objects_DeletedWhileNobodyWatched_AreToldAsGone()
    {
        await using var bench = await ReflectorBench.StartAsync("missed");
        for (var number = 0; number < 20; number++)
            await bench.CreateAsync($"a{number}");
        await bench.UntilEqualAsync();

        var isAway = true;
        bench.Proxy.Fault = request => Volatile.Read(ref isAway) ? Fault.Answer(HttpStatusCode.BadGateway) : request.IsWatch ? OnceGone() : null;
        bench.Proxy.CutAll();
        for (var number = 0; number < 15; number++)
            await bench.DeleteAsync($"a{number}");
        await bench.CreateAsync("a1");
        var told = bench.Told;
        Volatile.Write(ref isAway, false);

        await bench.UntilEqualAsync();
        bench.Alive.Count.ShouldBe(6);
        (bench.Told - told).ShouldBe(16, "15 deletions and one creation");
        bench.Nonsense.ShouldBeEmpty();

        Fault? OnceGone()
        {
            bench.Proxy.Fault = null;
            return Fault.ExpireAtLine(1);
        }
    }

    [SkippableFact]
    public async Task Watch_WhenItsTimeIsOver_GoesOnWithoutAList()
    {
        var options = ReflectorBench.Impatient with { ShortestWatch = TimeSpan.FromSeconds(1), LongestWatch = TimeSpan.FromSeconds(1) };
        await using var bench = await ReflectorBench.StartAsync("closed", options);
        await bench.CreateAsync("a");
        await bench.UntilEqualAsync();
        var lists = 0;
        var watches = 0;
        bench.Proxy.Fault = request =>
        {
            Interlocked.Increment(ref request.IsWatch ? ref watches : ref lists);
            return null;
        };

        await Wait.UntilAsync(() => Volatile.Read(ref watches) >= 3, "three watches");
        await bench.ChangeAsync("a");

        await bench.UntilEqualAsync();
        lists.ShouldBe(0);
        bench.Reflector.Restarts.ShouldBe(0);
    }
}
