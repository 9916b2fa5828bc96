using AoEde.Engine;
using AoEde.NodeAgent.Commands;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// Freezes and thaws the one target of an export when signals say so. What happened is a line on standard output, for a script to
/// wait for: <c>frozen: ...</c>, <c>thawing: ...</c>, <c>thawed: ...</c>.
/// </summary>
internal sealed class SignalFreezer : IAsyncDisposable
{
    /// <summary>The hold of every export: there is nobody else to tell apart.</summary>
    public const string HoldId = "signal";

    // The hold lasts for years; often enough that its record is never far behind the clock.
    private static readonly TimeSpan s_renewal = TimeSpan.FromHours(6);

    private readonly IFreezeEngine _engine;
    private readonly TargetOptions _target;
    private readonly AgentConsole _console;
    private readonly ILogger _logger;
    private readonly FreezeSignals _signals = new();
    private readonly WorkLine _work;
    private readonly ITimer _renewal;
    private FreezeState _told = FreezeState.Thawed;

    /// <summary>Begins to follow.</summary>
    public SignalFreezer(IFreezeEngine engine, TargetOptions target, AgentConsole console, ILogger logger)
    {
        _engine = engine;
        _target = target;
        _console = console;
        _logger = logger;
        _work = new WorkLine(problem => AgentLog.SignalFailed(logger, problem));
        _renewal = console.Time.CreateTimer(_ => _work.Add(RenewAsync), null, s_renewal, Timeout.InfiniteTimeSpan);
        _engine.Changed += OnChanged;
        _work.Start();
    }

    /// <summary>Takes a signal in: true for SIGUSR1, false for SIGUSR2. Acts in the order of the signals.</summary>
    public void Hear(bool isFirst)
    {
        switch (_signals.Take(isFirst))
        {
            case FreezeSignal.Freeze:
                _work.Add(FreezeAsync);
                break;
            case FreezeSignal.Thaw:
                _work.Add(ThawAsync);
                break;
            case FreezeSignal.Unknown:
                AgentLog.UnknownSequence(_logger, _signals.LastCount);
                break;
        }
    }

    /// <summary>The target has been opened: a freeze that its shadow file brought along is told, and renewed.</summary>
    public void Resume() => _work.Add(() =>
    {
        Tell();
        return RenewAsync();
    });

    /// <summary>Stops following. A freeze in force stays: its shadow file is found at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _engine.Changed -= OnChanged;
        await _renewal.DisposeAsync();
        await _work.DisposeAsync();
    }

    private FreezeStatus? Status => _engine.Status().FirstOrDefault(status => status.Name == _target.Name)?.Freeze;

    private async Task FreezeAsync()
    {
        try
        {
            var request = new FreezeRequest { Id = HoldId, Targets = [_target.Name], Holder = HoldId, Ttl = _target.Freeze.MaxTtl };
            await _engine.FreezeAsync(request, CancellationToken.None);
            Tell();
        }
        catch (FreezeException problem)
        {
            AgentLog.SignalFreezeRefused(_logger, _target.Name, problem.Reason, problem.Message);
        }
    }

    private async Task ThawAsync()
    {
        try
        {
            // Whoever holds it: the person with the signals is the administrator.
            var holds = Status?.Holders.Select(hold => hold.Id).ToArray() ?? [];
            foreach (var hold in holds.DefaultIfEmpty(HoldId))
            {
                await _engine.ReleaseAsync(hold, CancellationToken.None);
            }

            Tell();
        }
        catch (FreezeException problem)
        {
            AgentLog.SignalThawRefused(_logger, _target.Name, problem.Reason, problem.Message);
        }
    }

    private async Task RenewAsync()
    {
        _renewal.Change(s_renewal, Timeout.InfiniteTimeSpan);
        if (Status?.Holders.Any(hold => hold.Id == HoldId) != true)
        {
            return;
        }

        try
        {
            await _engine.RenewAsync(HoldId, null, CancellationToken.None);
        }
        catch (FreezeException problem)
        {
            AgentLog.SignalFreezeNotRenewed(_logger, _target.Name, problem.Message);
        }
    }

    private void OnChanged(object? sender, EventArgs change) => _work.Add(() =>
    {
        Tell();
        return Task.CompletedTask;
    });

    private void Tell()
    {
        if (Status is not { } freeze || freeze.State == _told || freeze.State == FreezeState.Freezing)
        {
            return;
        }

        // A merge may be over before anybody looked; that it was, is part of the story.
        var broken = freeze.BrokenBecause is { } cause ? $" (broken: {cause})" : "";
        if (freeze.State == FreezeState.Thawed && _told == FreezeState.Frozen)
        {
            _console.Say($"thawing: {_target.Name}{broken}");
        }

        _console.Say(freeze.State switch
        {
            FreezeState.Frozen => $"frozen: {_target.Name}, {_target.Backing.Path} is immutable, writes go to {freeze.ShadowPath ?? _target.Freeze.ShadowFile}",
            FreezeState.Merging => $"thawing: {_target.Name}, {freeze.MergeRemainingBytes} bytes to merge into {_target.Backing.Path}{broken}",
            _ => $"thawed: {_target.Name}, everything is in {_target.Backing.Path}",
        });
        _told = freeze.State;
    }
}
