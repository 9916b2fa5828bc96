using AoEde.Engine.Freeze;
using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native.Files;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>A target all of which is in its shadow, a clock that stands still but for what the test says work takes, and the merger.</summary>
internal sealed class MergeBench : IBaseIo, IDisposable
{
    public const int Bytes = 32 << 20;
    private const int Sectors = Bytes / 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TempImage _image = new(Sectors, filled: false);
    private readonly ShadowBench _folder = new();
    private readonly AlignedBuffers _buffer = new(count: 1, 512);
    private readonly TaskCompletionSource _done = new();
    private readonly BlockFile _file;
    private readonly Target _target;
    private readonly Overlay _overlay;
    private ShadowMerger? _merger;

    public MergeBench(long rate = 0)
    {
        _file = BlockFile.Open(_image.Path, new BlockFileOptions());
        var options = Sample.Options(_image.Path) with { Freeze = new FreezeOptions { MergeRateBytes = rate } };
        _target = new Target(options, _file, Sectors, new SoftState()) { Io = this };
        var shadow = _folder.Create(ShadowBench.Header(Sectors) with { Backing = _folder.Folder });
        shadow.Map.Set(0, Sectors);
        shadow.Update(h => h with { State = ShadowState.Merging });
        _overlay = new Overlay(shadow, isFrozen: false, ShadowFullPolicy.Thaw, () => { }, steps: null);
    }

    public RestingTime Time { get; init; } = new();

    /// <summary>What copying one piece takes.</summary>
    public TimeSpan PieceTakes { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Called whenever a piece was written, with how many were before it.</summary>
    public Action<int> Written { get; init; } = _ => { };

    /// <summary>Bytes of each piece, in order.</summary>
    public List<int> Pieces { get; } = [];

    /// <summary>Bytes that are not merged.</summary>
    public long Left => _overlay.Shadow.Map.MappedSectors * 512;

    /// <summary>How long the merge took by its clock.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>An initiator reads a sector.</summary>
    public void Read() => _overlay.TryReadCached(_target, _buffer.Address(0), lba: 0, sectors: 1);

    public void Start() => _merger = new ShadowMerger(_target, _overlay, Time, _done.SetResult);

    /// <summary>Merges everything.</summary>
    public async Task RunAsync()
    {
        long began = Time.GetTimestamp();
        Start();
        await _done.Task.WaitAsync(Patience);
        Took = Time.GetElapsedTime(began);
    }

    public void Stop()
    {
        _merger?.Dispose();
        _merger = null;
    }

    void IBaseIo.Write(nint buffer, int bytes, long offset)
    {
        _file.Write(buffer, bytes, offset);
        Pieces.Add(bytes);
        Time.Work(PieceTakes);
        Written(Pieces.Count - 1);
    }

    // What is stable is nobody's question here.
    void IBaseIo.Sync()
    {
    }

    public void Dispose()
    {
        Stop();
        _overlay.Shadow.Dispose();
        _target.Dispose();
        _buffer.Dispose();
        _folder.Dispose();
        _image.Dispose();
    }
}
