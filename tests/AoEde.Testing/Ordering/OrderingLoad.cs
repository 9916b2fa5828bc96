using System.Diagnostics;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;

namespace AoEde.Testing.Ordering;

/// <summary>
/// Several stations that read and write the same few sectors in bursts, each write with a version of its own, and send again
/// what they need not; with a record of every frame. The sectors hold zeros before.
/// </summary>
public sealed class OrderingLoad
{
    private readonly Initiator _port;
    private readonly TargetIdentity _target;
    private readonly OrderingOptions _options;
    private readonly Random _random;
    private readonly List<Operation> _history = [];
    private readonly List<Operation> _firsts = [];
    private readonly HashSet<int> _unanswered = [];
    private readonly Dictionary<(MacAddress Station, uint Tag), List<Operation>> _sendings = [];
    private readonly List<byte[]> _burst = [];
    private long _clock;
    private int _awaitedFrames;
    private string? _failure;

    /// <param name="port">Takes everything, for it speaks for all stations.</param>
    /// <param name="target">Whom they talk to.</param>
    /// <param name="options">What they do.</param>
    public OrderingLoad(Initiator port, TargetIdentity target, OrderingOptions options)
    {
        if (!port.TakesEverything)
            throw new ArgumentException("the port hears only one station", nameof(port));
        (_port, _target, _options) = (port, target, options);
        _random = new Random(options.Seed);
    }

    /// <summary>What was wrong with an answer by itself, or that none came; null if nothing.</summary>
    public string? Failure => _failure;

    /// <summary>Frames that were sent beyond the first of each request.</summary>
    public int Retransmissions => _history.Count - _firsts.Count;

    /// <summary>Works to the end, reads everything once more by each station, and returns every frame in the order of sending.</summary>
    public IReadOnlyList<Operation> Run()
    {
        for (var burst = 0; burst < _options.Bursts && _failure is null; burst++)
        {
            _options.BeforeBurst?.Invoke(burst);
            for (var left = burst % 3 == 0 ? _options.BurstFrames : _random.Next(1, 65); left > 0; left--)
                AddAny();
            Send();
            // Goes on with some still on the way, so that bursts mix.
            Collect(_random.Next(128));
        }

        AnswerAll();
        for (var station = 0; station < _options.Stations; station++)
        {
            for (var at = 0; at < _options.Sectors; at += _options.MostSectorsPerRequest)
                AddNew(station, isWrite: false, at, Math.Min(_options.MostSectorsPerRequest, _options.Sectors - at));
        }

        Send();
        AnswerAll();
        foreach (var group in _sendings.Values)
        {
            var isComplete = group.TrueForAll(o => o.IsAnswered);
            group.ForEach(o => o.IsPlaced = group.Count == 1 || isComplete);
        }

        return _history;
    }

    private void AddAny()
    {
        var dice = _random.Next(100);
        if (dice < _options.RetransmitPercent && _unanswered.Count > 0)
            AddAgain(_firsts[_unanswered.ElementAt(_random.Next(_unanswered.Count))], _random.Next(2) == 0 || _options.HasDoublingCable);
        else if (dice >= 100 - _options.LatePercent && _firsts.Count > _unanswered.Count)
            AddAgain(_firsts[_random.Next(Math.Max(0, _firsts.Count - 64), _firsts.Count)], isTagNew: true);
        else
            AddNewAnywhere();
    }

    private void AddNewAnywhere()
    {
        var sectors = _random.Next(1, _options.MostSectorsPerRequest + 1);
        var at = _random.Next(_options.Sectors - sectors + 1);
        AddNew(_random.Next(_options.Stations), _random.Next(100) < _options.WritePercent, at, sectors);
    }

    private void AddNew(int station, bool isWrite, int at, int sectors)
    {
        var operation = new Operation
        {
            Station = station,
            Request = _firsts.Count,
            Tag = _port.NewTag(),
            IsWrite = isWrite,
            Lba = _options.FirstLba + at,
            Sectors = sectors,
            Version = isWrite ? (uint)_firsts.Count + 1 : 0,
            Sent = ++_clock,
        };
        _firsts.Add(operation);
        _unanswered.Add(operation.Request);
        Add(operation);
    }

    private void AddAgain(Operation first, bool isTagNew) => Add(new Operation
    {
        Station = first.Station,
        Request = first.Request,
        Tag = isTagNew ? _port.NewTag() : first.Tag,
        IsWrite = first.IsWrite,
        Lba = first.Lba,
        Sectors = first.Sectors,
        Version = first.Version,
        Sent = ++_clock,
    });

    private void Add(Operation operation)
    {
        _history.Add(operation);
        var key = (Mac(operation.Station), operation.Tag);
        if (!_sendings.TryGetValue(key, out var group))
            _sendings.Add(key, group = []);
        group.Add(operation);
        _awaitedFrames++;
        _burst.Add(Frame(operation));
    }

    private byte[] Frame(Operation operation)
    {
        var data = operation.IsWrite ? new byte[operation.Sectors * SectorStamp.Bytes] : null;
        for (var i = 0; operation.IsWrite && i < operation.Sectors; i++)
            SectorStamp.Fill(data.AsSpan(i * SectorStamp.Bytes), operation.Lba + i, operation.Version);
        var flags = (byte)(Arguments.Extended | (operation.IsWrite ? Arguments.Write : 0));
        return new RequestFrame
        {
            Destination = _target.Mac,
            Source = Mac(operation.Station),
            Shelf = _target.Shelf,
            Slot = _target.Slot,
            Command = 0,
            Tag = operation.Tag,
            Argument = Arguments.Ata(
                (byte)(operation.IsWrite ? 0x34 : 0x24), (ulong)operation.Lba, (byte)operation.Sectors, flags, data),
        }.ToBytes();
    }

    private void Send()
    {
        _port.SendBurst(_burst);
        _burst.Clear();
    }

    /// <summary>Takes answers until only so many frames wait for theirs, or none comes for a while.</summary>
    private void Collect(int awaited)
    {
        while (_failure is null && _awaitedFrames > awaited && _port.TryTake(_options.SendAgainAfter, out var reply))
            Take(reply);
    }

    // Each request gets an answer in the end; a frame may stay without one, if the target had no room for it.
    private void AnswerAll()
    {
        var started = Stopwatch.GetTimestamp();
        Collect(0);
        while (_failure is null && _unanswered.Count > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > _options.Patience)
                _failure = $"no answer in {_options.Patience.TotalSeconds} s to\n  {_firsts[_unanswered.First()]}";
            foreach (var request in _unanswered)
                AddAgain(_firsts[request], isTagNew: true);
            Send();
            Collect(0);
        }

        // What is still without an answer gets none.
        _awaitedFrames = 0;
    }

    private void Take(Reply reply)
    {
        if (reply.Command != 0 || !_sendings.TryGetValue((reply.Destination, reply.Tag), out var group))
            return;
        // With one tag for several frames the n-th answer belongs to the n-th of them or to a later one: taken for the n-th
        // its time is only the wider, and by the order of arrival it is never to an earlier one.
        if (group.Find(o => !o.IsAnswered) is not { } operation)
        {
            if (!_options.HasDoublingCable)
                _failure ??= $"more answers than requests\n  {group[0]}\n{reply}";
            return;
        }

        var dataBytes = operation.IsWrite ? 0 : operation.Sectors * SectorStamp.Bytes;
        if (reply.IsError || reply.AtaStatus != 0x40 || reply.Length != Math.Max(RequestFrame.MinimumBytes, 36 + dataBytes))
            _failure ??= $"not a good answer to\n  {operation}\n{reply}";
        else if (!operation.IsWrite)
            operation.Found = Versions(operation, reply);
        operation.Answered = ++_clock;
        _unanswered.Remove(operation.Request);
        _awaitedFrames--;
    }

    private uint[] Versions(Operation operation, Reply reply)
    {
        var versions = new uint[operation.Sectors];
        for (var i = 0; i < versions.Length; i++)
        {
            var sector = reply.Bytes.AsSpan(36 + (i * SectorStamp.Bytes), SectorStamp.Bytes);
            if (!SectorStamp.TryRead(sector, operation.Lba + i, out versions[i]))
                _failure ??= $"sector {operation.Lba + i} is torn or another one: {SectorStamp.Describe(sector)}\n  {operation}";
        }

        return versions;
    }

    private static MacAddress Mac(int station) => new(0x0200_0000_C000UL + (ulong)station);
}
