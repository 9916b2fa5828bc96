namespace AoEde.Testing.Ordering;

/// <summary>
/// One request frame and the answer to it, as an initiator saw them. A retransmission is an operation of its own, with the
/// same <see cref="Request"/> and, for a write, the same <see cref="Version"/>.
/// </summary>
/// <remarks>
/// What a target may do with retransmissions (AoE has no sequence numbers, and Linux sends again with a new tag):
/// <list type="bullet">
/// <item>One that arrives while the write is under way runs with it, once, and is answered with it. Nobody can have seen
/// the write's effect by then, since whatever overlaps it waits for it; so this is the same as writing again right after it,
/// between the sending and the answer of the retransmission.</item>
/// <item>One that arrives after the write was answered is a new write, and puts the old content back: between its sending
/// and its answer.</item>
/// <item>One without an answer was lost, or runs at any time from its sending on.</item>
/// </list>
/// In each case an answered frame takes effect between its sending and its answer, all its sectors at once. That is all a
/// checker needs to know, and why it looks at frames and not at what an initiator meant by them.
/// </remarks>
public sealed class Operation
{
    /// <summary>The answer that never came.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Who sent it; only for messages.</summary>
    public int Station { get; init; }

    /// <summary>What the initiator meant: the same number for a request and its retransmissions.</summary>
    public int Request { get; init; }

    public uint Tag { get; init; }

    public bool IsWrite { get; init; }

    public long Lba { get; init; }

    public int Sectors { get; init; }

    /// <summary>What a write puts into each of its sectors; no two requests put the same. 0 is the content before all.</summary>
    public uint Version { get; init; }

    /// <summary>When it was sent, by a clock that moves with each event.</summary>
    public long Sent { get; init; }

    /// <summary>When its answer was seen, or <see cref="Never"/>.</summary>
    public long Answered { get; set; } = Never;

    /// <summary>What an answered read found in each of its sectors.</summary>
    public uint[] Found { get; set; } = [];

    /// <summary>Whether it is known that this very frame arrived: not if one of several with the same tag got no answer.</summary>
    public bool IsPlaced { get; set; } = true;

    public bool IsAnswered => Answered != Never;

    public bool Touches(long lba) => lba >= Lba && lba < Lba + Sectors;

    public override string ToString() =>
        $"request {Request} tag {Tag:x8} of station {Station}: "
        + (IsWrite ? $"write of version {Version} to" : "read of")
        + $" sectors {Lba}..{Lba + Sectors - 1}, sent at {Sent}, "
        + (IsAnswered ? $"answered at {Answered}" : "not answered")
        + (Found.Length > 0 ? $", found {string.Join(' ', Found)}" : "");
}
