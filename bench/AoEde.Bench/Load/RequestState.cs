namespace AoEde.Bench.Load;

/// <summary>One of the requests that may be on the way.</summary>
internal struct RequestState
{
    public bool IsBusy;
    public bool IsWrite;
    public int Tries;
    public int Target;

    /// <summary>Which block, counted over all targets.</summary>
    public int Block;

    public uint Tag;
    public uint Version;
    public long FirstSent;
    public long LastSent;
}
