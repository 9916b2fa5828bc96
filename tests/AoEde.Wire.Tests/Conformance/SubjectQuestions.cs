using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>Asking a subject, with the rules that hold for every answer checked on every answer.</summary>
public static class SubjectQuestions
{
    /// <summary>Sends one request by the first initiator and returns the one answer to it.</summary>
    public static Reply Ask(this Subject subject, RequestFrame request) => subject.Ask(subject.Me, request);

    /// <summary>Sends one request by an initiator and returns the one answer to it.</summary>
    public static Reply Ask(this Subject subject, TargetClient client, RequestFrame request, bool checksums = false)
    {
        var replies = client.Exchange([request], expected: 1);
        replies.Count.ShouldBe(1, $"answers to\n{FrameDump.Of(request.ToBytes())}{string.Join('\n', replies)}");
        subject.ShouldKeepTheRules(request, replies[0], checksums);
        return replies[0];
    }

    /// <summary>Sends requests back to back and returns the answers in the order they came.</summary>
    public static IReadOnlyList<Reply> AskAll(this Subject subject, IReadOnlyList<RequestFrame> requests, int? expected = null)
    {
        var replies = subject.Me.Exchange(requests, expected ?? requests.Count);
        foreach (var reply in replies)
            subject.ShouldKeepTheRules(requests.First(r => r.Tag == reply.Tag), reply);
        return replies;
    }

    /// <summary>The same, while the target is stopped: it finds all of them waiting, in one batch.</summary>
    public static IReadOnlyList<Reply> AskAllAtOnce(this Subject subject, IReadOnlyList<RequestFrame> requests, int? expected = null)
    {
        subject.Process.Signal("STOP");
        try
        {
            var replies = subject.Me.Exchange(requests, expected ?? requests.Count, sent: () => subject.Process.Signal("CONT"));
            foreach (var reply in replies)
                subject.ShouldKeepTheRules(requests.First(r => r.Tag == reply.Tag), reply);
            return replies;
        }
        finally
        {
            subject.Process.Signal("CONT");
        }
    }

    public static void ShouldIgnore(this Subject subject, params RequestFrame[] requests) =>
        subject.ShouldIgnore(subject.Me, subject.Me, requests);

    /// <summary>No answer to any of the requests; <paramref name="fence"/> is an initiator the target does listen to.</summary>
    public static void ShouldIgnore(this Subject subject, TargetClient client, TargetClient fence, params RequestFrame[] requests)
    {
        var replies = client.Exchange(requests, expected: 0, fence);
        string.Join('\n', replies.Concat(client.Initiator.Advertisements)).ShouldBeEmpty();
        subject.Process.IsRunning.ShouldBeTrue(subject.Process.Story);
    }

    /// <summary>No answer to a frame that is none of ours.</summary>
    public static void ShouldIgnore(this Subject subject, byte[] frame)
    {
        string.Join('\n', subject.Me.ExchangeRaw([frame], expected: 0)).ShouldBeEmpty();
        subject.Process.IsRunning.ShouldBeTrue(subject.Process.Story);
    }

    public static void ShouldKeepTheRules(this Subject subject, RequestFrame request, Reply reply, bool checksums = false)
    {
        // vblade neither pads nor clears; that would fail every case and show nothing about the others.
        if (Subject.IsVblade)
            return;
        (subject.Rules with { HasChecksums = checksums }).Violation(request, reply).ShouldBeNull(
            $"request\n{FrameDump.Of(request.ToBytes())}answer\n{reply}");
    }
}
