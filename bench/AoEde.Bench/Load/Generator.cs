using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AoEde.Native.Packet;
using AoEde.Protocol;
using AoEde.Testing.Load;

namespace AoEde.Bench.Load;

/// <summary>
/// Keeps requests on the way to targets, by way of packet rings that it never sleeps on. Its loop does not allocate; one reading of
/// the clock serves a burst in each direction.
/// </summary>
internal sealed class Generator
{
    private const int SendBurst = 16;
    private const int ReceiveBurst = 64;
    private const int MostTries = 10;
    private const int MostDoublings = 4;
    private const uint SlotMask = 0xFFFF;
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    private readonly PacketPort _port;
    private readonly LoadShape _shape;
    private readonly RequestHeaders _headers;
    private readonly BlockMap _blocks;
    private readonly RequestState[] _requests;
    private readonly int[] _free;
    private readonly int _targets;
    private readonly LatencyHistogram _latency = new();
    private readonly long[] _perInitiator;
    private readonly long _retransmitTicks;
    private Pass _pass;
    private int _nextInPass;
    private int _freeCount;
    private bool _isCounting;
    private long _countingSince;
    private long _idleTicks;
    private long _reads;
    private long _writes;
    private long _retransmissions;
    private long _lost;
    private long _stale;
    private long _errors;
    private long _verified;
    private long _wrong;

    /// <param name="port">Receives responses; used by nobody else.</param>
    /// <param name="initiators">The stations' addresses: as many as the shape says.</param>
    /// <param name="targets">Whom to ask.</param>
    /// <param name="shape">What to ask.</param>
    public Generator(PacketPort port, IReadOnlyList<MacAddress> initiators, IReadOnlyList<LoadTarget> targets, LoadShape shape)
    {
        if (initiators.Count != shape.Initiators || shape.Initiators * shape.Depth > SlotMask)
            throw new ArgumentException("one address for each initiator, and no more requests than a tag can tell apart", nameof(shape));
        _port = port;
        _shape = shape;
        _targets = targets.Count;
        _headers = new RequestHeaders(initiators, targets);
        _blocks = new BlockMap(targets, shape);
        _requests = new RequestState[shape.Initiators * shape.Depth];
        _free = [.. Enumerable.Range(0, _requests.Length).Reverse()];
        _freeCount = _free.Length;
        _perInitiator = new long[shape.Initiators];
        _retransmitTicks = (long)(shape.RetransmitAfter.TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; i < _requests.Length; i++)
            _requests[i].Tag = (uint)i;
    }

    /// <summary>Writes every block once.</summary>
    public void Fill() => RunPass(Pass.Fill);

    /// <summary>Warms up, measures, and awaits what is on the way.</summary>
    /// <param name="begins">Called on this thread when counting begins.</param>
    /// <param name="ends">Called on this thread when it ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LoadCounts Run(Action begins, Action ends)
    {
        if (_shape.Verify)
            RunPass(Pass.Fill);
        _pass = Pass.Measure;
        RunUntil(Stopwatch.GetTimestamp() + Ticks(_shape.WarmUp));
        begins();
        _isCounting = true;
        _countingSince = Stopwatch.GetTimestamp();
        _idleTicks = 0;
        RunUntil(_countingSince + Ticks(_shape.Duration));
        var seconds = Stopwatch.GetElapsedTime(_countingSince).TotalSeconds;
        var idle = _idleTicks / (seconds * Stopwatch.Frequency);
        _isCounting = false;
        ends();
        Drain();
        if (_shape.Verify)
            RunPass(Pass.ReadBack);
        return new LoadCounts(
            seconds, _reads, _writes, _retransmissions, _lost, _stale, _errors, _verified, _wrong, idle,
            _latency.Microseconds(0.5), _latency.Microseconds(0.99), _latency.Microseconds(0.999), _perInitiator);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private void RunPass(Pass pass)
    {
        _pass = pass;
        _nextInPass = 0;
        while (_nextInPass < _blocks.Count)
            RunUntil(Stopwatch.GetTimestamp() + Millisecond);
        Drain();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunUntil(long end)
    {
        var now = Stopwatch.GetTimestamp();
        var nextLook = now + Millisecond;
        while (now < end)
        {
            var sent = _freeCount > 0 ? Send(now) : 0;
            _ = _port.Flush();
            var before = now;
            now = Stopwatch.GetTimestamp();
            if (!Receive(now) && sent == 0)
                _idleTicks += now - before;
            if (now >= nextLook)
            {
                nextLook = now + Millisecond;
                SendAgain(now);
            }
        }
    }

    private void Drain()
    {
        while (_freeCount < _free.Length)
        {
            var now = Stopwatch.GetTimestamp();
            Receive(now);
            SendAgain(now);
            _ = _port.Flush();
        }
    }

    private int Send(long now)
    {
        var sent = 0;
        while (_freeCount > 0 && sent < SendBurst)
        {
            var index = _free[_freeCount - 1];
            ref var request = ref _requests[index];
            if (!_port.TryReserve(out var frame, out _) || !Choose(ref request))
                break;
            _freeCount--;
            request.IsBusy = true;
            request.Tries = 0;
            request.FirstSent = now;
            Write(frame, index, ref request, now);
            sent++;
        }

        return sent;
    }

    private bool Choose(ref RequestState request)
    {
        if (_pass == Pass.Measure)
        {
            request.Target = _targets == 1 ? 0 : _blocks.Random(_targets);
            request.IsWrite = _shape.ReadPercent < 100 && _blocks.Random(100) >= _shape.ReadPercent;
            request.Block = _shape.Sequential ? _blocks.TakeNext(request.Target) : _blocks.TakeRandom(request.Target);
            return request.Block >= 0;
        }

        if (_nextInPass == _blocks.Count)
            return false;
        request.IsWrite = _pass == Pass.Fill;
        request.Block = _blocks.Take(_nextInPass++);
        request.Target = request.Block / _blocks.PerTarget;
        return true;
    }

    private void Write(Span<byte> frame, int index, ref RequestState request, long now)
    {
        request.LastSent = now;

        // The request's number below, a count above; bit 31 stays clear as with Linux.
        request.Tag = (request.Tag + SlotMask + 1) & 0x7FFF_FFFF;
        var length = _headers.Write(frame, index / _shape.Depth, request, _blocks.LbaOf(request.Block), _shape.Sectors);
        if (request.IsWrite)
        {
            request.Version = _blocks.NewVersion(request.Block);
            if (_shape.Verify)
                _blocks.Stamp(frame[RequestHeaders.Bytes..], request.Block, request.Version);
            else
                BinaryPrimitives.WriteInt64LittleEndian(frame[RequestHeaders.Bytes..], now);
        }

        _port.Commit(length);
    }

    private bool Receive(long now)
    {
        var taken = 0;
        while (taken < ReceiveBurst && _port.TryReceive(out var frame))
        {
            Complete(frame.Bytes, now);
            _port.Release();
            taken++;
        }

        return taken > 0;
    }

    private void Complete(ReadOnlySpan<byte> frame, long now)
    {
        // Announcements and answers to others' questions pass by here too.
        if (!AnswerFrame.TryReadTag(frame, out var tag))
            return;
        var index = (int)(tag & SlotMask);
        if (index >= _requests.Length || !_requests[index].IsBusy || _requests[index].Tag != tag)
        {
            _stale++;
            return;
        }

        ref var request = ref _requests[index];
        if (!AnswerFrame.IsSuccess(frame, request.IsWrite ? 0 : _shape.Sectors))
            _errors++;
        else if (request.IsWrite)
            _blocks.Acknowledge(request.Block, request.Version);
        else if (_shape.Verify && _blocks.IsKnown(request.Block))
            Judge(frame[RequestHeaders.Bytes..], request.Block);
        if (_isCounting)
            Count(request, index, now);
        Free(ref request, index);
    }

    private void Judge(ReadOnlySpan<byte> data, int block)
    {
        _verified++;
        if (!_blocks.IsRight(data, block))
            _wrong++;
    }

    private void Count(in RequestState request, int index, long now)
    {
        if (request.IsWrite)
            _writes++;
        else
            _reads++;
        _perInitiator[index / _shape.Depth]++;
        if (request.FirstSent >= _countingSince)
            _latency.Record(now - request.FirstSent);
    }

    private void Free(ref RequestState request, int index)
    {
        _blocks.Release(request.Block);
        request.IsBusy = false;
        _free[_freeCount++] = index;
    }

    private void SendAgain(long now)
    {
        for (var i = 0; i < _requests.Length; i++)
        {
            ref var request = ref _requests[i];
            if (!request.IsBusy || now - request.LastSent < _retransmitTicks << Math.Min(request.Tries, MostDoublings))
                continue;
            if (++request.Tries > MostTries)
            {
                _lost++;
                if (request.IsWrite)
                    _blocks.Doubt(request.Block);
                Free(ref request, i);
                continue;
            }

            _retransmissions++;
            if (_port.TryReserve(out var frame, out _))
                Write(frame, i, ref request, now);
            else
                request.LastSent = now;
        }
    }
}
