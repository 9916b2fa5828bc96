using System.Runtime.InteropServices;
using AoEde.Native.Processes;

namespace AoEde.Ctl.Freezes;

/// <summary>
/// SIGINT, SIGTERM and SIGHUP do not end this process, which has a freeze to end: they go to the command's whole group. A group that
/// does not end within a grace, or a second signal, gets SIGKILL.
/// </summary>
internal sealed class RelayedSignals : IDisposable
{
    private const int Kill = 9;
    private const int Terminate = 15;

    // Time to drop a lock in a repository on the other side of the world.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(30);
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _gate = new();
    private Relay? _relay;

    /// <summary>Starts listening.</summary>
    public RelayedSignals()
    {
        Listen(PosixSignal.SIGINT, 2);
        Listen(PosixSignal.SIGTERM, 15);
        Listen(PosixSignal.SIGHUP, 1);
    }

    /// <summary>A signal has come.</summary>
    public bool IsAsked => Last != 0;

    /// <summary>Number of the last signal; 0 before the first.</summary>
    public int Last { get; private set; }

    /// <summary>Sends on what comes, and what has come already.</summary>
    public Relay RelayTo(ChildGroup group, TimeProvider time)
    {
        lock (_gate)
        {
            _relay = new Relay(group, time);
            if (IsAsked)
            {
                _relay.Send(Last);
            }

            return _relay;
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Listen(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        lock (_gate)
        {
            Last = number;
            _relay?.Send(number);
        }
    }));

    /// <summary>The way to one group.</summary>
    internal sealed class Relay(ChildGroup group, TimeProvider time) : IDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private int _sent;

        /// <summary>Sends a signal to everybody; the second is SIGKILL.</summary>
        public void Send(int signal)
        {
            // After the end its number may be somebody else's.
            if (_over.IsCancellationRequested)
            {
                return;
            }

            if (Interlocked.Increment(ref _sent) > 1)
            {
                group.Signal(Kill);
                return;
            }

            group.Signal(signal);
            _ = KillLaterAsync();
        }

        /// <summary>
        /// The command itself has ended. What it has left running is its own affair, unless it was asked to end: then all of it shall.
        /// </summary>
        public async Task LeaderEndedAsync()
        {
            if (Volatile.Read(ref _sent) == 0)
            {
                return;
            }

            // Shells let their background jobs ignore SIGINT.
            var started = time.GetTimestamp();
            group.Signal(Terminate);
            while (group.HasMembers && time.GetElapsedTime(started) < s_grace)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time);
            }

            if (group.HasMembers)
            {
                group.Signal(Kill);
            }
        }

        /// <summary>Sends nothing more.</summary>
        public void Dispose()
        {
            _over.Cancel();
            _over.Dispose();
        }

        private async Task KillLaterAsync()
        {
            try
            {
                await Task.Delay(s_grace, time, _over.Token);
                group.Signal(Kill);
            }
            catch (OperationCanceledException)
            {
                // It ended in time.
            }
        }
    }
}
