using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// Runs the engine's merger, which has a thread of its own, so that its every step is the test's choice. Its rate limit makes it rest
/// after each batch; whether the next begins by waiting for a write is worked out here, as nobody can see it wait.
/// </summary>
internal sealed class MergeDriver : IDisposable
{
    /// <summary>Name of the merger's thread.</summary>
    public const string Actor = "aoe-merge";

    // As many ranges of as many sectors as the merger takes at once.
    private const int Ranges = 64;
    private const int RangeSectors = 128;
    private readonly ShadowFile _shadow;
    private readonly IReadOnlyList<Order> _orders;
    private readonly PauseTime _time = new();
    private readonly ShadowMerger _merger;
    private volatile bool _isDone;
    private Order[]? _awaited;
    private ulong _afterAwaited;
    private ulong _next;
    private bool _isWaiting;

    public MergeDriver(Target target, Overlay overlay, IReadOnlyList<Order> orders)
    {
        _shadow = overlay.Shadow;
        _orders = orders;
        TakeBatch();
        _merger = new ShadowMerger(target, overlay, _time, () => _isDone = true);
    }

    public bool IsDone => _isDone;

    /// <summary>Whether it rests, so that it could go on.</summary>
    public bool IsResting => _time.IsResting;

    public string? StalledBecause => _merger.StalledBecause;

    /// <summary>Whether its thread is on its way to where the test sees it again.</summary>
    /// <param name="isAtDisk">Whether it has an operation at the disk.</param>
    public bool IsRunning(bool isAtDisk)
    {
        if (_isWaiting && Array.TrueForAll(_awaited!, o => o.IsAnswered))
        {
            _isWaiting = false;
            _awaited = null;
            _next = _afterAwaited;
        }

        return !_isWaiting && !isAtDisk && !_isDone && !_time.IsResting;
    }

    public void GoOn()
    {
        TakeBatch();
        _time.GoOn();
    }

    public override string ToString() =>
        $"done {IsDone}, resting {IsResting}, waiting {_isWaiting}, next {_next}, left {_shadow.Map.MappedSectors}, because {StalledBecause}";

    public void Dispose() => _merger.Dispose();

    private void TakeBatch()
    {
        int taken = 0;
        while (taken < Ranges && _awaited is null && _shadow.Map.TryNext(_next, RangeSectors, out ulong lba, out int sectors))
        {
            var inTheWay = _orders.Where(o => o.Operation == DiskOperation.Write && !o.IsAnswered && o.Overlaps(lba, sectors)).ToArray();
            if (inTheWay.Length > 0)
            {
                (_awaited, _afterAwaited) = (inTheWay, lba + (ulong)sectors);
                break;
            }

            _next = lba + (ulong)sectors;
            taken++;
        }

        _isWaiting = taken == 0 && _awaited is not null;
    }
}
