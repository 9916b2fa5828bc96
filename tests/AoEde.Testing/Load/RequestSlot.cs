namespace AoEde.Testing.Load;

/// <summary>One request on its way.</summary>
internal struct RequestSlot
{
    public bool IsBusy;
    public bool IsWrite;
    public uint Tag;
    public uint Version;
    public int Block;
    public long FirstSent;
    public long LastSent;
    public int Retransmissions;
}
