using System.Diagnostics;
using AoEde.Testing.Frames;

namespace AoEde.Testing.Initiators;

/// <summary>One initiator's view of one target: builds requests to it and collects the answers.</summary>
public sealed class TargetClient(Initiator initiator, TargetIdentity target)
{
    /// <summary>How long an answer may take before the test says it never came; far above any that does come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AfterFence = TimeSpan.FromMilliseconds(10);

    public Initiator Initiator { get; } = initiator;

    public TargetIdentity Target { get; } = target;

    public RequestFrame Request(byte command, byte[] argument) => new()
    {
        Destination = Target.Mac,
        Source = Initiator.Mac,
        Shelf = Target.Shelf,
        Slot = Target.Slot,
        Command = command,
        Tag = Initiator.NewTag(),
        Argument = argument,
    };

    /// <summary>
    /// Sends requests and returns everything the target answers to them: at least <paramref name="expected"/> answers if
    /// they come in time, and whatever else precedes the answers to two fence requests sent afterwards. A target handles
    /// frames in the order they arrive, so silence is known without waiting for it.
    /// </summary>
    /// <param name="requests">The requests.</param>
    /// <param name="expected">How many answers are awaited before the fence is sent.</param>
    /// <param name="fence">Who sends the fence, where the target does not listen to this initiator.</param>
    /// <param name="sent">Called when the requests are on the cable.</param>
    public IReadOnlyList<Reply> Exchange(IEnumerable<RequestFrame> requests, int expected, TargetClient? fence = null, Action? sent = null) =>
        ExchangeRaw(requests.Select(r => r.ToBytes()), expected, fence, sent);

    /// <summary>Like <see cref="Exchange"/>, with frames that are no AoE requests at all.</summary>
    public IReadOnlyList<Reply> ExchangeRaw(IEnumerable<byte[]> frames, int expected, TargetClient? fence = null, Action? sent = null)
    {
        var replies = new List<Reply>();
        Initiator.Forget();
        Initiator.SendBurst(frames);
        sent?.Invoke();
        Collect(replies, () => replies.Count >= expected, Patience);
        if (fence is null)
            Fence(replies);
        else
            fence.Fence([]);
        Collect(replies, () => false, AfterFence);
        return replies;
    }

    /// <summary>Asks until it is answered, as initiators do; for set-up and clean-up, not for what a test is about.</summary>
    public Reply AskUntilAnswered(RequestFrame request, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        var replies = new List<Reply>();
        while (Stopwatch.GetElapsedTime(started) < (patience ?? TimeSpan.FromSeconds(20)))
        {
            Initiator.Send(request);
            Collect(replies, () => replies.Exists(r => r.Tag == request.Tag), TimeSpan.FromMilliseconds(500));
            if (replies.Find(r => r.Tag == request.Tag) is { } reply)
                return reply;
        }

        throw new TimeoutException($"target {Target} does not answer\n{FrameDump.Of(request.ToBytes())}");
    }

    private void Fence(List<Reply> replies)
    {
        // One that is answered at once and one that goes to the disk (or is refused, under a reservation).
        RequestFrame[] fences = [this.Identify(), this.Read(0, 1)];
        var open = fences.Select(f => f.Tag).ToHashSet();
        var collected = new List<Reply>();
        Initiator.SendBurst(fences.Select(f => f.ToBytes()));
        Collect(collected, () => collected.Count(r => open.Contains(r.Tag)) == open.Count, Patience);
        var missing = open.Count - collected.RemoveAll(r => open.Contains(r.Tag));
        if (missing > 0)
            throw new TimeoutException($"target {Target} no longer answers");
        replies.AddRange(collected);
    }

    private void Collect(List<Reply> replies, Func<bool> isEnough, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isEnough())
        {
            var left = within - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !Initiator.TryTake(left, out var reply))
                return;
            replies.Add(reply);
        }
    }
}
