using AoEde.Protocol;

namespace AoEde.Engine.Cache;

/// <summary>One sequence of reads by one initiator, or what may become one.</summary>
internal struct ReadStream
{
    public MacAddress Reader;

    /// <summary>Where its next read is expected: the end of the furthest one so far.</summary>
    public ulong Next;

    /// <summary>End of what was read ahead for it.</summary>
    public ulong Ahead;

    /// <summary>Sectors that are read ahead of it now; doubles with use.</summary>
    public int Window;

    /// <summary>Reads that followed one another; 0 is a free place.</summary>
    public int Run;

    /// <summary>When it was last read from, in requests of the table.</summary>
    public long UsedAt;
}
