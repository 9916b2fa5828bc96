using System.Buffers.Binary;

namespace AoEde.Engine.Sessions;

/// <summary>
/// What one initiator has negotiated with one target (command 0x23), and what is remembered of its writes. Nothing in it ever
/// changes what another initiator gets. Used by one pump's thread only.
/// </summary>
internal sealed class Session
{
    // What AoEde starts with, so that an episode 0 is a new one.
    private const int NoEpisode = -1;

    private TagWindowPool? _windows;
    private TagWindow? _window;
    private int _epoch;

    /// <summary>What it said of its tags.</summary>
    public TagMode Tags { get; private set; }

    /// <summary>Its reads may carry further reads.</summary>
    public bool CoalescesReads { get; private set; }

    /// <summary>Data travels with a checksum behind it.</summary>
    public bool HasChecksums { get; private set; }

    /// <summary>The last episode of congestion it told of.</summary>
    public int CongestionEpisode { get; set; } = NoEpisode;

    /// <summary>Whether forgetting it would be noticed.</summary>
    public bool HasState => Tags != TagMode.None || CoalescesReads || HasChecksums;

    /// <summary>Counts what is negotiated or cleared: the same number means that nothing was meanwhile.</summary>
    public int Changes { get; private set; }

    /// <summary>Whether the tags of its writes are remembered.</summary>
    public bool TracksWrites => _window is not null;

    /// <summary>What is negotiated now, in the words that negotiate it.</summary>
    public IReadOnlyList<string> Negotiated
    {
        get
        {
            var words = new List<string>();
            if (Tags != TagMode.None)
                words.Add(Tags switch { TagMode.LittleEndian => "tag_inc_le", TagMode.BigEndian => "tag_inc_be", _ => "tag_random" });
            if (CoalescesReads)
                words.Add("coalesced_read");
            if (HasChecksums)
                words.Add("crc8x4");
            return words;
        }
    }

    public void CoalesceReads()
    {
        CoalescesReads = true;
        Changes++;
    }

    public void UseChecksums()
    {
        HasChecksums = true;
        Changes++;
    }

    /// <summary>Takes on a mode of tags, with nothing remembered, also if it is the present one: it says that counting starts over.</summary>
    /// <param name="mode">Any but <see cref="TagMode.None"/>.</param>
    /// <param name="windows">Where the memory comes from.</param>
    /// <returns>False, and nothing changed, when there is no memory left for it.</returns>
    public bool TryTrackTags(TagMode mode, TagWindowPool windows)
    {
        bool counts = mode is TagMode.LittleEndian or TagMode.BigEndian;
        TagWindow? window = null;
        if (counts && _window is null && !windows.TryTake(out window))
            return false;
        if (!counts)
            DropWindow();
        _window?.Clear();
        _window ??= window;
        _windows = windows;
        _epoch++;
        Tags = mode;
        Changes++;
        return true;
    }

    /// <summary>Ends all that was negotiated. The episode of congestion stays: it is the network's, not the conversation's.</summary>
    public void Reset()
    {
        DropWindow();
        _epoch++;
        Tags = TagMode.None;
        CoalescesReads = false;
        HasChecksums = false;
        Changes++;
    }

    /// <summary>What is known of a write by its tag.</summary>
    /// <param name="tag">The tag as a header has it, first byte most significant.</param>
    public TagState Look(uint tag) =>
        _window is not null && ValueOf(tag) is not 0 and var value ? _window.Look(value) : TagState.New;

    /// <summary>A write that was checked and accepted goes to the disk.</summary>
    /// <param name="tag">Its tag, which is <see cref="TagState.New"/>.</param>
    /// <returns>What the write holds until it ends.</returns>
    public TagTicket Begin(uint tag)
    {
        uint value = ValueOf(tag);
        if (_window is null || value == 0)
            return default;
        _window.Begin(value);
        return new TagTicket(this, _epoch, value);
    }

    /// <summary>A write has ended.</summary>
    /// <param name="ticket">What <see cref="Begin"/> gave it.</param>
    /// <param name="succeeded">Whether it is there to stay.</param>
    public void End(in TagTicket ticket, bool succeeded)
    {
        if (ticket.Epoch == _epoch)
            _window?.End(ticket.Value, succeeded);
    }

    // 0 is the tag of those that want none.
    private uint ValueOf(uint tag) => Tags == TagMode.LittleEndian ? BinaryPrimitives.ReverseEndianness(tag) : tag;

    private void DropWindow()
    {
        if (_window is null)
            return;
        _windows!.Return(_window);
        _window = null;
    }
}
