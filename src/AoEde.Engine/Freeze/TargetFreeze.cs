using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Freeze;

/// <summary>What the control side knows of the freeze of one target, from the moment its shadow is made until that is deleted.</summary>
internal sealed class TargetFreeze : IDisposable
{
    private readonly TimeProvider _time;
    private IReadOnlyList<Hold> _holds = [];
    private volatile int _state;
    private volatile bool _isMerged;

    /// <summary>A freeze that is being prepared, or was found after a restart.</summary>
    /// <param name="shadow">Its shadow.</param>
    /// <param name="state">Freezing, Frozen or Merging.</param>
    /// <param name="overlay">What the frame path sees of it once it is in force.</param>
    /// <param name="time">The engine's clock.</param>
    public TargetFreeze(ShadowFile shadow, FreezeState state, Overlay overlay, TimeProvider time)
    {
        Shadow = shadow;
        Overlay = overlay;
        _state = (int)state;
        _time = time;
    }

    public ShadowFile Shadow { get; }

    public Overlay Overlay { get; }

    public FreezeState State
    {
        get => (FreezeState)_state;
        set => _state = (int)value;
    }

    /// <summary>The holds in force; replaced whole.</summary>
    public IReadOnlyList<Hold> Holds
    {
        get => Volatile.Read(ref _holds);
        set => Volatile.Write(ref _holds, value);
    }

    /// <summary>Copies the shadow into the base, while merging.</summary>
    public ShadowMerger? Merger { get; private set; }

    /// <summary>Whether nothing is left in the shadow.</summary>
    public bool IsMerged => _isMerged;

    /// <summary>Bytes still to be merged; 0 unless merging.</summary>
    public long MergeRemainingBytes => State == FreezeState.Merging ? Shadow.Map.MappedSectors * AoeWire.SectorSize : 0;

    /// <summary>How long it has been in its state, in seconds.</summary>
    public long AgeSeconds => Math.Max(0, (long)(_time.GetUtcNow() - (State == FreezeState.Merging ? Shadow.Header.StateSince : Shadow.Header.FrozenAt)).TotalSeconds);

    /// <summary>How long until the last hold ends unless it is renewed, in seconds; 0 while nobody holds it.</summary>
    public long ExpiresInSeconds => Holds is { Count: > 0 } holds
        ? Math.Max(0, (long)(holds.Max(h => h.Status.ExpiresAt) - _time.GetUtcNow()).TotalSeconds)
        : 0;

    /// <summary>Stores the holds that are in force beside the shadow; they are durable when it returns.</summary>
    /// <param name="change">Further changes to the header.</param>
    public void Store(Func<ShadowHeader, ShadowHeader>? change = null)
    {
        var holds = Holds.Select(h => h.Status).ToArray();
        Shadow.Update(header => (change?.Invoke(header) ?? header) with { Holds = holds, WrittenAt = _time.GetUtcNow() });
    }

    /// <summary>Starts merging, once the base may be written.</summary>
    /// <param name="target">The target.</param>
    /// <param name="done">Called on another thread when nothing is left.</param>
    public void StartMerging(Target target, Action done) => Merger ??= new ShadowMerger(target, Overlay, _time, () =>
    {
        _isMerged = true;
        done();
    });

    public FreezeStatus Snapshot(FreezeOptions options, bool viewIsUp)
    {
        var header = Shadow.Header;
        var state = State;
        var holds = Holds;
        return new FreezeStatus
        {
            State = state,
            Since = state == FreezeState.Merging ? header.StateSince : header.FrozenAt,
            ExpiresAt = holds.Count == 0 ? null : holds.Max(h => h.Status.ExpiresAt),
            Holders = [.. holds.Select(h => h.Status)],
            ShadowBytes = Shadow.UsedBytes,
            LimitBytes = options.LimitBytes,
            MergeRemainingBytes = MergeRemainingBytes,
            BrokenBecause = header.BrokenBecause,
            Sequence = header.FreezeSequence,
            ViewAddress = viewIsUp ? options.View?.Address : null,
            ShadowPath = Shadow.Path,
        };
    }

    /// <summary>Stops merging and closes the shadow; only when no pump uses it any more.</summary>
    public void Dispose()
    {
        Merger?.Dispose();
        Shadow.Dispose();
    }
}
