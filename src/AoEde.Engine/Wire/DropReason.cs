namespace AoEde.Engine.Wire;

/// <summary>Why a received frame was given no answer. Each is a metric label, so the names are kept.</summary>
public enum DropReason
{
    /// <summary>Not dropped: it was answered, or its answer is on the way.</summary>
    None,

    /// <summary>It did not fit the receive ring's frame.</summary>
    Truncated,

    /// <summary>It carries a VLAN tag: it belongs to another segment.</summary>
    Vlan,

    /// <summary>Shorter than its header, or not AoE.</summary>
    Malformed,

    /// <summary>Sent from a group address or from this interface's own: never answered.</summary>
    BadSource,

    /// <summary>Sent to another host's MAC address.</summary>
    NotToUs,

    /// <summary>It is a response.</summary>
    Response,

    /// <summary>No target of ours has its address.</summary>
    NoTarget,

    /// <summary>The target's MAC mask list does not name its sender.</summary>
    Masked,

    /// <summary>A Config query whose test did not match: the protocol asks for silence.</summary>
    ConfigMismatch,

    /// <summary>Another host answers at the address, so new initiators are not taken in.</summary>
    AddressConflict,

    /// <summary>More than the allowed number of error replies a second.</summary>
    RateLimited,

    /// <summary>All request buffers, or the queue of edits, are in use; the initiator retries.</summary>
    Overload,

    /// <summary>The same request waits behind it in the receive ring, and is answered instead (negotiated tags).</summary>
    SentAgain,

    /// <summary>A write of its tag is under way, whose answer is this one's, too (negotiated tags).</summary>
    UnderWay,

    /// <summary>The checksum behind its data is wrong; the protocol asks for silence (crc8x4).</summary>
    BadChecksum,

    /// <summary>The transmit ring was full, or the link is down.</summary>
    TransmitFull,

    /// <summary>The reply no longer fits the interface's MTU.</summary>
    TooLong,
}
