using System.Threading.Channels;
using AoEde.Engine.Commands;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.State;

/// <summary>
/// Applies edits one after another, stores the outcome, puts it in place and has it answered: an answered edit is on the disk.
/// Edits that wait together are stored together. Without a store they live in memory.
/// </summary>
internal sealed class SoftStateKeeper : IAsyncDisposable
{
    // An edit is rare and small; a flood of them is an attack, and dropping one only makes its sender ask again.
    private const int Queued = 256;

    private readonly Channel<Change> _changes = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(Queued) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SoftStateStore? _store;
    private readonly ILogger _logger;
    private readonly Task _work;

    public SoftStateKeeper(SoftStateStore? store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>The editor for one pump's commands.</summary>
    /// <param name="pump">The pump that answers.</param>
    public ISoftStateEditor EditorFor(PumpThread pump) => new Desk(this, pump);

    /// <summary>Remembers the size that initiators have seen.</summary>
    /// <param name="target">The target.</param>
    /// <param name="deviceBytes">Size of its device, in bytes.</param>
    public ValueTask RecordSizeAsync(Target target, long deviceBytes) =>
        _changes.Writer.WriteAsync(new Change(target, state => state with { RecordedBytes = deviceBytes }, Stored: null));

    /// <summary>Makes a change of our own; returns when it is stored and in force.</summary>
    /// <param name="target">The target.</param>
    /// <param name="change">The state after, from the state before.</param>
    /// <exception cref="IOException">It could not be stored.</exception>
    public async Task ChangeAsync(Target target, Func<SoftState, SoftState> change)
    {
        var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _changes.Writer.WriteAsync(new Change(target, change, () => stored.SetResult(true), () => stored.SetResult(false)));
        if (!await stored.Task)
            throw new IOException($"The state of target {target.Options.Name} could not be stored; see the log.");
    }

    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _work;
    }

    private async Task WorkAsync()
    {
        var batch = new List<Change>();
        while (await _changes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < Queued && _changes.Reader.TryRead(out var next))
                batch.Add(next);
            foreach (var group in batch.GroupBy(c => c.Target))
                Apply(group.Key, group);
        }
    }

    private void Apply(Target target, IEnumerable<Change> changes)
    {
        var before = target.State;
        var after = changes.Aggregate(before, (state, change) => change.Apply(state));
        try
        {
            if (!ReferenceEquals(after, before))
                _store?.Save(target.Options.Name, target.Options.Uid, after);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not stored: not in force and not answered. The initiator asks again.
            EngineLog.StateNotStored(_logger, target.Options.Name, e.Message);
            foreach (var change in changes)
                change.Failed?.Invoke();
            return;
        }

        target.State = after;
        foreach (var change in changes)
            change.Stored?.Invoke();
    }

    private sealed record Change(Target Target, Func<SoftState, SoftState> Apply, Action? Stored, Action? Failed = null);

    private sealed class Desk(SoftStateKeeper keeper, PumpThread pump) : ISoftStateEditor
    {
        public bool TrySubmit(StateEdit edit) =>
            keeper._changes.Writer.TryWrite(new Change(edit.Lane.Target, edit.Apply, () => pump.Answer(edit)));
    }
}
