using System.Diagnostics;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>Sends hostile frames in bursts and accounts for every frame that comes back, to whatever station it goes.</summary>
internal sealed class HostileRun : IDisposable
{
    // How many bursts behind a slow disk's answer may come: each burst waits for some of its own, so that there are never many.
    private const int LatestAfter = 16;
    private readonly Subject _subject;
    private readonly FrameMaker _maker;
    private readonly DiskModel _disk;
    private readonly TextModel _texts = new();
    private readonly ExtensionModel _extensions;
    private readonly Initiator _watcher;
    private readonly TargetClient _client;
    private readonly Queue<OrderedDictionary<uint, byte[]>> _earlier = new();

    public HostileRun(Subject subject, int seed)
    {
        _subject = subject;
        _maker = new FrameMaker(subject, seed);
        _disk = new DiskModel(subject);
        _extensions = new ExtensionModel(subject);
        _watcher = Initiator.Open(subject.InitiatorLink, takesEverything: true);
        _client = new TargetClient(_watcher, subject.Me.Target);
    }

    public int Answers { get; private set; }

    /// <summary>One burst; null if everything that came back is right.</summary>
    public string? Burst(int frames)
    {
        var requests = new OrderedDictionary<uint, byte[]>();
        var sent = new List<byte[]>();
        for (var i = 0; i < frames; i++)
        {
            var frame = _maker.Next();
            sent.Add(frame);
            if (frame.Length >= RequestFrame.HeaderBytes)
                requests.Add(new Reply(frame).Tag, frame);
            _texts.Learn(frame);
            _extensions.Learn(frame);
            foreach (var further in _extensions.FurtherReads(frame))
                _extensions.Expect(requests, further);
        }

        var answers = new Dictionary<uint, Reply>();
        foreach (var reply in SendAndCollect(sent))
        {
            if (Judge(requests, answers, reply) is { } wrong)
                return $"{wrong}\n{reply}" + (requests.TryGetValue(reply.Tag, out var request) ? $"answers\n{FrameDump.Of(request)}" : "");
        }

        Answers += answers.Count;
        var wrongly = Account(requests, answers);
        foreach (var tag in answers.Keys)
            requests.Remove(tag);
        _earlier.Enqueue(requests);
        if (_earlier.Count > LatestAfter)
            _earlier.Dequeue();
        return wrongly;
    }

    public string? CompareFile() => _disk.CompareFile();

    public void Dispose() => _watcher.Dispose();

    private List<Reply> SendAndCollect(List<byte[]> sent)
    {
        // A reservation by somebody else ends with each burst, or nothing more would be read or written.
        var release = _client.ReserveForce() with { Source = _subject.Me.Initiator.Mac };
        var fence = _client.Read(0, 1) with { Source = _subject.Me.Initiator.Mac, Tag = 0x7FFF_FFFF };
        release = release with { Tag = 0x7FFF_FFFE };
        _watcher.SendBurst([.. sent, release.ToBytes(), fence.ToBytes()]);
        var replies = new List<Reply>();
        var started = Stopwatch.GetTimestamp();
        HashSet<uint> fences = [release.Tag, fence.Tag];
        HashSet<uint> awaited = [.. fences, .. Required(sent)];
        while (awaited.Count > 0)
        {
            if (!_watcher.TryTake(TargetClient.Patience, out var reply) || Stopwatch.GetElapsedTime(started) > 5 * TargetClient.Patience)
                throw new TimeoutException(Unanswered(sent, awaited));
            awaited.Remove(reply.Tag);
            if (!fences.Contains(reply.Tag))
                replies.Add(reply);
        }

        while (_watcher.TryTake(TimeSpan.FromMilliseconds(5), out var late))
            replies.Add(late);
        return replies;
    }

    /// <summary>
    /// Tags that must be answered: whole disk requests from stations the target knows. A stranger may be ignored, for among
    /// the frames are forged answers that look like another target at this address. Of equal requests only the newest counts.
    /// </summary>
    private IEnumerable<uint> Required(List<byte[]> sent) => sent
        .Where(f => f.Length >= 36 && f[19] == 0 && f[14] >> 4 == 1 && !MustBeIgnored(f) && IsKnown(f) && _disk.IsDiskRequest(f))
        .Where(f => !_extensions.MayBeDamaged(f))
        .GroupBy(f => (MacAddress.Read(f.AsSpan(6)), Convert.ToHexString(DiskModel.WhatItDoes(f))))
        .Select(equals => new Reply(equals.Last()).Tag);

    private bool IsKnown(ReadOnlySpan<byte> frame) =>
        MacAddress.Read(frame[6..]) is var source && (source == _subject.Me.Initiator.Mac || source == Subject.OtherMac);

    private string Unanswered(List<byte[]> sent, HashSet<uint> awaited)
    {
        var left = sent.Where(f => f.Length >= RequestFrame.HeaderBytes && awaited.Contains(new Reply(f).Tag)).Select(f => FrameDump.Of(f));
        return $"no answer to\n{string.Join('\n', left)}\n{_subject.Process.Story}";
    }

    // Once a minute the target asks everybody whether another has its address: a plain Config read, and not a bit more.
    private bool IsPatrol(Reply frame)
    {
        var asked = new byte[60];
        frame.Bytes.AsSpan(0, 12).CopyTo(asked);
        new byte[] { 0x88, 0xA2, 0x10, 0, (byte)(frame.Shelf >> 8), (byte)frame.Shelf, frame.Slot, 1, 0x80, 0xAE, 0xDE, 0x03 }.CopyTo(asked, 12);
        asked[29] = 0x10;
        return _subject.Me.Target == new TargetIdentity(frame.Source, frame.Shelf, frame.Slot) && frame.Bytes.AsSpan().SequenceEqual(asked);
    }

    private string? Judge(OrderedDictionary<uint, byte[]> requests, Dictionary<uint, Reply> answers, Reply reply)
    {
        if (reply.Length < RequestFrame.HeaderBytes)
            return "a frame shorter than a header";
        if (reply.Destination.IsGroup)
            return reply is { VersionAndFlags: 0x18, Command: 1, Tag: 0 } || IsPatrol(reply) ? null : "sent to everybody";
        if (reply is { Command: 0x23, IsError: false })
            return _extensions.Problem(reply);
        if (_extensions.IsAmbiguous(reply))
            return null;
        if (!requests.TryGetValue(reply.Tag, out var request))
        {
            // An edit of the target's state is answered when it is stored, which may be after the fence; so is the second of two
            // equal frames, when it went to the disk (its first answer was all that was waited for).
            return (reply.Command is 1 or 2 or 3 || reply.Length == 60 || _extensions.IsFurtherRead(reply)) && TakeEarlier(reply.Tag) is { } late
                ? _extensions.Violation(late, reply) ?? _texts.Problem(reply)
                : "nobody asked";
        }

        if (!answers.TryAdd(reply.Tag, reply))
            return "answered twice";
        if (MustBeIgnored(request))
            return "this is not to be answered";
        return _extensions.Violation(request, reply) ?? _texts.Problem(reply);
    }

    // A request of an earlier burst that is still without an answer; from now on it has one.
    private byte[]? TakeEarlier(uint tag)
    {
        foreach (var requests in _earlier)
        {
            if (requests.Remove(tag, out var request))
                return request;
        }

        return null;
    }

    private bool MustBeIgnored(ReadOnlySpan<byte> request)
    {
        var (destination, source) = (MacAddress.Read(request), MacAddress.Read(request[6..]));
        var target = _subject.Me.Target;
        var shelf = (request[16] << 8) | request[17];
        return (destination != target.Mac && destination != MacAddress.Broadcast)
            || source.IsGroup || source == target.Mac || (request[14] & 0x08) != 0
            || (shelf != target.Shelf && shelf != 0xFFFF) || (request[18] != target.Slot && request[18] != 0xFF);
    }

    private string? Account(OrderedDictionary<uint, byte[]> requests, Dictionary<uint, Reply> answers)
    {
        var unanswered = new List<byte[]>();
        foreach (var (tag, request) in requests)
        {
            if (!answers.TryGetValue(tag, out var reply))
            {
                if (!MustBeIgnored(request) && _disk.IsCompleteWrite(request))
                    unanswered.Add(request);
            }
            else if (_disk.Apply(request, reply) is { } wrong)
            {
                return $"{wrong}\n{reply}answers\n{FrameDump.Of(request)}";
            }
        }

        foreach (var write in unanswered)
            _disk.Reread(write);
        return null;
    }
}
