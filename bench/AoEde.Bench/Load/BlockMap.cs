using AoEde.Protocol;
using AoEde.Testing.Load;

namespace AoEde.Bench.Load;

/// <summary>The blocks of all targets, numbered through: which of them a request is at, and what the last write put there.</summary>
/// <remarks>One request at a time is at a block, so that what a read must find is always known.</remarks>
internal sealed class BlockMap
{
    // Nobody knows what a write that was never answered has done.
    private const uint Unknown = uint.MaxValue;
    private readonly bool[] _busy;
    private readonly uint[] _versions;
    private readonly int[] _next;
    private readonly int _sectors;
    private ulong _random;

    public BlockMap(IReadOnlyList<LoadTarget> targets, LoadShape shape)
    {
        _sectors = shape.Sectors;
        PerTarget = (int)Math.Min(int.MaxValue / targets.Count, Math.Min(targets.Min(t => t.Sectors), shape.WorkingSectors) / shape.Sectors);
        if (PerTarget * (long)targets.Count < 2L * shape.Depth * shape.Initiators)
            throw new ArgumentException("a load needs twice as many blocks as requests on the way", nameof(shape));
        _busy = new bool[PerTarget * targets.Count];
        _versions = new uint[_busy.Length];
        _next = new int[targets.Count];
        _random = (ulong)shape.Seed * 0x9E37_79B9_7F4A_7C15;
    }

    public int PerTarget { get; }

    public int Count => _busy.Length;

    /// <summary>A number below a limit, by xorshift: the generator's own time counts.</summary>
    public int Random(int limit)
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (int)((uint)(_random >> 32) * (ulong)limit >> 32);
    }

    /// <summary>Any block of a target that nobody is at.</summary>
    public int TakeRandom(int target)
    {
        var block = Random(PerTarget);
        while (_busy[(target * PerTarget) + block])
            block = block + 1 == PerTarget ? 0 : block + 1;
        return Take((target * PerTarget) + block);
    }

    /// <summary>The block that follows the last one of a target, or -1 while another request is still at it.</summary>
    public int TakeNext(int target)
    {
        var block = (target * PerTarget) + _next[target];
        if (_busy[block])
            return -1;
        _next[target] = _next[target] + 1 == PerTarget ? 0 : _next[target] + 1;
        return Take(block);
    }

    public int Take(int block)
    {
        _busy[block] = true;
        return block;
    }

    public void Release(int block) => _busy[block] = false;

    public long LbaOf(int block) => (long)(block % PerTarget) * _sectors;

    /// <summary>What the next write of a block is called.</summary>
    public uint NewVersion(int block) => _versions[block] == Unknown ? 1 : _versions[block] + 1;

    public void Acknowledge(int block, uint version) => _versions[block] = version;

    public void Doubt(int block) => _versions[block] = Unknown;

    public void Stamp(Span<byte> data, int block, uint version)
    {
        for (var i = 0; i < _sectors; i++)
            SectorStamp.Fill(data[(i * AoeWire.SectorSize)..], StampOf(block, i), version);
    }

    /// <summary>Whether a block's content can be judged.</summary>
    public bool IsKnown(int block) => _versions[block] is not (0 or Unknown);

    /// <summary>Whether every sector is of this block and of its last write.</summary>
    public bool IsRight(ReadOnlySpan<byte> data, int block)
    {
        for (var i = 0; i < _sectors; i++)
        {
            if (!SectorStamp.TryRead(data[(i * AoeWire.SectorSize)..], StampOf(block, i), out var version) || version != _versions[block])
                return false;
        }

        return true;
    }

    // Sectors of different targets differ too.
    private long StampOf(int block, int sector) => ((long)(block / PerTarget) << 40) | (LbaOf(block) + sector);
}
