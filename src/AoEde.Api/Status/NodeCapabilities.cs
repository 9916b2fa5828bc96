namespace AoEde.Api;

/// <summary>What a node's kernel lets the agent do.</summary>
public sealed record NodeCapabilities
{
    /// <summary>Receive rings of packet sockets.</summary>
    public bool? PacketRing { get; set; }

    /// <summary>Transmit rings of packet sockets.</summary>
    public bool? TxRing { get; set; }

    /// <summary>io_uring.</summary>
    public bool? IoUring { get; set; }

    /// <summary>The kernel's limit of Linux AIO requests (<c>fs.aio-max-nr</c>).</summary>
    public long? AioMaxNr { get; set; }

    /// <summary>Bytes that the agent may lock in memory; -1 is unlimited.</summary>
    public long? Memlock { get; set; }
}
