namespace AoEde.Engine.Sessions;

/// <summary>What an initiator has said of its tags. In every mode a request that is sent again keeps its tag.</summary>
internal enum TagMode : byte
{
    /// <summary>Nothing: each frame stands alone.</summary>
    None,

    /// <summary>They count upwards, the first byte the least significant.</summary>
    LittleEndian,

    /// <summary>They count upwards, the first byte the most significant.</summary>
    BigEndian,

    /// <summary>They follow no order, so that only frames that wait together can be compared.</summary>
    Random,
}
