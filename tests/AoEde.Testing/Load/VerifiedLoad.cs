using System.Diagnostics;
using AoEde.Native.Packet;
using AoEde.Testing.Initiators;

namespace AoEde.Testing.Load;

/// <summary>
/// Reads and writes through a target with many requests on the way, retransmits what is not answered, and checks every
/// byte that comes back against its <see cref="LoadJournal"/>. Its loop does not allocate: it also serves as a benchmark.
/// </summary>
public sealed class VerifiedLoad
{
    private const int MostDoublings = 10;
    private readonly TargetClient _client;
    private readonly LoadOptions _options;
    private readonly LoadJournal _journal;
    private readonly FrameTemplate _template;
    private readonly RequestSlot[] _slots;
    private readonly bool[] _isBlockBusy;
    private readonly Random _random;
    private readonly LatencyHistogram _latency = new();
    private readonly long _retransmitTicks;
    private readonly long _retransmitAtMostTicks;
    private readonly long _patienceTicks;
    private long _reads;
    private long _writes;
    private long _retransmissions;
    private long _unexpected;
    private long _lastAnswer;
    private int _onTheWay;
    private int _nextBlock;
    private string? _failure;

    public VerifiedLoad(TargetClient client, LoadOptions options, LoadJournal journal)
    {
        if (options.Depth is < 1 or > 256)
            throw new ArgumentException("the depth is 1 to 256: a tag's low byte tells the request", nameof(options));
        if (journal.Blocks < 2 * options.Depth)
            throw new ArgumentException("a load needs twice as many blocks as requests on the way", nameof(journal));
        _client = client;
        _options = options;
        _journal = journal;
        _template = new FrameTemplate(client.Initiator.Mac, client.Target);
        _slots = new RequestSlot[options.Depth];
        _isBlockBusy = new bool[journal.Blocks];
        _random = new Random(options.Seed);
        _retransmitTicks = (long)(options.RetransmitAfter.TotalSeconds * Stopwatch.Frequency);
        _retransmitAtMostTicks = (long)Math.Min(options.RetransmitAtMost.TotalSeconds * Stopwatch.Frequency, long.MaxValue / 2);
        _patienceTicks = (long)(options.Patience.TotalSeconds * Stopwatch.Frequency);
        // Tags of an earlier load from this station must not match: begin somewhere else each time.
        for (var i = 0; i < _slots.Length; i++)
            _slots[i].Tag = (client.Initiator.NewTag() << 12) | (uint)i;
    }

    /// <summary>Completed requests so far; may be read from another thread.</summary>
    public long Completed => Interlocked.Read(ref _reads) + Interlocked.Read(ref _writes);

    /// <summary>
    /// Works until the operations are done or <paramref name="stop"/> says so; then awaits what is on the way, unless
    /// <paramref name="abandon"/> says that no answer will come.
    /// </summary>
    public LoadResult Run(CancellationToken stop = default, CancellationToken abandon = default)
    {
        var port = _client.Initiator.Port;
        var started = _lastAnswer = Stopwatch.GetTimestamp();
        while (_failure is null && !abandon.IsCancellationRequested)
        {
            var isStopping = stop.IsCancellationRequested || Completed >= _options.Operations;
            if (isStopping && _onTheWay == 0)
                break;
            var received = Receive(port);
            if (!isStopping)
                StartRequests(port);
            _ = port.Flush();
            if (!received)
                Idle();
        }

        // What the target acknowledged before it was killed counts, also if it is still in the ring.
        while (Receive(port))
        {
        }

        return new LoadResult(
            _reads, _writes, _retransmissions, _unexpected, Stopwatch.GetElapsedTime(started), _latency, _failure);
    }

    private bool Receive(PacketPort port)
    {
        var any = false;
        while (port.TryReceive(out var frame))
        {
            any = true;
            if (_template.IsAnswer(frame.Bytes, out var tag))
                Complete(tag, frame.Bytes);
            else if (_options.FollowsAnnouncements)
                _template.Follow(frame.Bytes);
            port.Release();
        }

        return any;
    }

    private void Complete(uint tag, ReadOnlySpan<byte> frame)
    {
        var index = (int)(tag & 0xFF);
        if (index >= _slots.Length || !_slots[index].IsBusy || _slots[index].Tag != tag)
        {
            _unexpected++;
            return;
        }

        ref var slot = ref _slots[index];
        var wrong = _template.Problem(frame, slot.IsWrite ? 0 : _journal.BlockSectors);
        if (wrong is null && !slot.IsWrite)
            wrong = _journal.Check(slot.Block, frame[FrameTemplate.DataOffset..]);
        if (wrong is not null)
        {
            _failure ??= $"{(slot.IsWrite ? "write" : "read")} of block {slot.Block}: {wrong}";
            return;
        }

        if (slot.IsWrite)
            _journal.Acknowledge(slot.Block, slot.Version);
        Interlocked.Increment(ref slot.IsWrite ? ref _writes : ref _reads);
        _lastAnswer = Stopwatch.GetTimestamp();
        _latency.Record(_lastAnswer - slot.FirstSent);
        _isBlockBusy[slot.Block] = false;
        slot.IsBusy = false;
        _onTheWay--;
    }

    private void StartRequests(PacketPort port)
    {
        for (var i = 0; _onTheWay < _slots.Length && i < _slots.Length; i++)
        {
            ref var slot = ref _slots[i];
            if (slot.IsBusy)
                continue;
            slot.IsWrite = _random.Next(100) >= _options.ReadPercent;
            slot.Block = ChooseBlock();
            slot.Version = slot.IsWrite ? _journal.Issue(slot.Block) : 0;
            slot.Tag = NextTag(slot.Tag);
            slot.FirstSent = Stopwatch.GetTimestamp();
            slot.Retransmissions = 0;
            slot.IsBusy = true;
            _isBlockBusy[slot.Block] = true;
            _onTheWay++;
            Send(port, ref slot);
        }
    }

    // Two requests to one block at a time would leave open which of them a later read should see.
    private int ChooseBlock()
    {
        var block = _options.Sequential ? _nextBlock : _random.Next(_journal.Blocks);
        while (_isBlockBusy[block])
            block = block + 1 == _journal.Blocks ? 0 : block + 1;
        _nextBlock = block + 1 == _journal.Blocks ? 0 : block + 1;
        return block;
    }

    private void Idle()
    {
        var now = Stopwatch.GetTimestamp();
        if (now - _lastAnswer > _patienceTicks)
            _failure ??= $"no answer for {_options.Patience.TotalSeconds} s with {_onTheWay} requests on the way";
        // What could not be sent until now: once something is due again it is lost, and must not hold up the rest.
        var isStuck = _client.Initiator.Port.HasUnsent;
        for (var i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[i];
            // Twice as patient each time, or with new tags no answer would ever be the one to the newest.
            var patience = Math.Min(_retransmitTicks << Math.Min(slot.Retransmissions, MostDoublings), _retransmitAtMostTicks);
            if (!slot.IsBusy || now - slot.LastSent < patience)
                continue;
            slot.Retransmissions++;
            if (isStuck)
                _ = _client.Initiator.Port.DiscardUnsent();
            isStuck = false;
            if (_options.NewTagOnRetransmit)
                slot.Tag = NextTag(slot.Tag);
            _retransmissions++;
            Send(_client.Initiator.Port, ref slot);
        }

        _client.Initiator.Wait(1);
    }

    private void Send(PacketPort port, ref RequestSlot slot)
    {
        // A frame that finds no room counts as lost on the wire.
        slot.LastSent = Stopwatch.GetTimestamp();
        if (port.TryReserve(out var frame, out _))
            port.Commit(_template.Write(frame, slot, _journal.LbaOf(slot.Block), _journal.BlockSectors));
    }

    // The slot's number in the low byte, a count above it; bit 31 stays clear as with Linux.
    private static uint NextTag(uint tag) => (tag + 0x100) & 0x7FFF_FFFF;
}
