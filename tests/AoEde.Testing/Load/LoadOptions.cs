namespace AoEde.Testing.Load;

/// <summary>How a <see cref="VerifiedLoad"/> behaves.</summary>
public sealed record LoadOptions
{
    /// <summary>Requests on the way at a time, at most 256.</summary>
    public int Depth { get; init; } = 16;

    public int ReadPercent { get; init; } = 50;

    public bool Sequential { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Retransmit as Linux does, with a new tag; else with the same one, as iPXE and WinAoE do.</summary>
    public bool NewTagOnRetransmit { get; init; } = true;

    /// <summary>The first retransmission of a request; each further one waits twice as long.</summary>
    public TimeSpan RetransmitAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two retransmissions of a request: Linux stops doubling at two seconds.</summary>
    public TimeSpan RetransmitAtMost { get; init; } = TimeSpan.MaxValue;

    /// <summary>
    /// Send to whoever announced the target last, as initiators do: a target that has moved to another machine has another MAC address.
    /// </summary>
    public bool FollowsAnnouncements { get; init; }

    /// <summary>Ends after so many completed requests.</summary>
    public long Operations { get; init; } = long.MaxValue;

    /// <summary>How long no answer at all may come before the load gives up and says so.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
