using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// Runs the engine's merger, which has a thread of its own, so that its every step is the test's choice. Its rate limit makes it rest
/// between batches; whether it waits for a write instead is worked out here, as nobody can see it wait.
/// </summary>
internal sealed class MergeDriver : IDisposable
{
    /// <summary>Name of the merger's thread.</summary>
    public const string Actor = "aoe-merge";

    // As many ranges of as many sectors as the merger takes at once.
    private const int Ranges = 64;
    private const int RangeSectors = 128;
    private readonly Target _target;
    private readonly ShadowFile _shadow;
    private readonly IReadOnlyList<Order> _orders;
    private readonly PauseTime _time = new();
    private readonly ShadowMerger _merger;
    private volatile bool _isDone;
    private readonly List<(ulong Lba, int Sectors)> _batch = [];
    private Order[]? _inTheWay;
    private (ulong Lba, int Sectors) _awaited;
    private ulong _next;

    public MergeDriver(Target target, Overlay overlay, IReadOnlyList<Order> orders)
    {
        _target = target;
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
        bool isCleared = _batch.TrueForAll(r => _shadow.Map.IsUnmapped(r.Lba, r.Sectors));
        if (_inTheWay is not { } inTheWay || !isCleared)
            return IsOnItsWay(isAtDisk);
        if (!Array.TrueForAll(inTheWay, o => o.IsAnswered))
            return !IsAllItHasAwaited();
        _inTheWay = null;
        Take(_awaited);
        return IsOnItsWay(isAtDisk);
    }

    public void GoOn()
    {
        TakeBatch();
        _time.GoOn();
    }

    public override string ToString() =>
        $"done {IsDone}, resting {IsResting}, waiting {_inTheWay is not null}, next {_next}, left {_shadow.Map.MappedSectors}, because {StalledBecause}";

    public void Dispose() => _merger.Dispose();

    private bool IsOnItsWay(bool isAtDisk) => !isAtDisk && !_isDone && !_time.IsResting;

    // Of what is in flight, all but the history's own requests is the merger's.
    private bool IsAllItHasAwaited() =>
        _target.InFlight.Count == _orders.Count(o => o.Operation != DiskOperation.Flush && !o.IsAnswered) + 1;

    private void TakeBatch()
    {
        _batch.Clear();
        while (_batch.Count < Ranges && _shadow.Map.TryNext(_next, RangeSectors, out ulong lba, out int sectors))
        {
            var inTheWay = _orders.Where(o => o.Operation == DiskOperation.Write && !o.IsAnswered && o.Overlaps(lba, sectors)).ToArray();
            if (inTheWay.Length > 0)
            {
                (_inTheWay, _awaited) = (inTheWay, (lba, sectors));
                return;
            }

            Take((lba, sectors));
        }
    }

    private void Take((ulong Lba, int Sectors) range)
    {
        _batch.Add(range);
        _next = range.Lba + (ulong)range.Sectors;
    }
}
