using System.Runtime.InteropServices;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Hosting;

/// <summary>
/// Turns SIGTERM and SIGINT into one cancellation. The first asks for a graceful stop; a second one ends the process at once,
/// as a person who presses Ctrl-C twice expects.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Linux numbers; PosixSignal takes raw ones for signals that .NET has no name for.
    private const PosixSignal User1 = (PosixSignal)10;
    private const PosixSignal User2 = (PosixSignal)12;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile Action<bool>? _onUser;

    /// <summary>Starts listening.</summary>
    /// <param name="logger">Where an ignored signal is told.</param>
    public StopSignals(ILogger logger)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));

        // AoEde's freeze signals. Their default action is to end the process, which a backup script written for AoEde must not do.
        _registrations.Add(PosixSignalRegistration.Create(User1, context => Hear(context, isFirst: true)));
        _registrations.Add(PosixSignalRegistration.Create(User2, context => Hear(context, isFirst: false)));

        void Hear(PosixSignalContext context, bool isFirst)
        {
            context.Cancel = true;
            if (_onUser is { } act)
            {
                act(isFirst);
            }
            else
            {
                AgentLog.FreezeSignalIgnored(logger, (int)context.Signal);
            }
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Calls <paramref name="action"/> on SIGHUP instead of ending.</summary>
    public void OnHangUp(Action action) => _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        action();
    }));

    /// <summary>Calls <paramref name="action"/> with true on SIGUSR1 and false on SIGUSR2, instead of only telling of them.</summary>
    public void OnUser(Action<bool> action) => _onUser = action;

    /// <summary>Gives the signals their default actions back.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
