namespace AoEde.Protocol;

/// <summary>What a Reserve/Release request wants (offset 24).</summary>
public enum ReserveCommand : byte
{
    /// <summary>Return the list.</summary>
    Read = 0,

    /// <summary>Replace the list, if it is empty or the requester is on it.</summary>
    Set = 1,

    /// <summary>Replace the list.</summary>
    ForceSet = 2,
}
