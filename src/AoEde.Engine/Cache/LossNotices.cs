using AoEde.Protocol;

namespace AoEde.Engine.Cache;

/// <summary>
/// Which initiators have been told that acknowledged writes were lost: each is told once, by its next FLUSH, as a process is
/// told by its next fsync. Asked only at a FLUSH.
/// </summary>
internal sealed class LossNotices
{
    // An initiator that is pushed out is told a second time, which is the safe side.
    private const int Capacity = 64;
    private readonly MacAddress[] _macs = new MacAddress[Capacity];
    private readonly int[] _told = new int[Capacity];
    private int _used;
    private int _next;
    private int _losses;

    /// <summary>Notes that acknowledged writes were lost.</summary>
    public void NoteLoss() => _losses++;

    /// <summary>Whether an initiator has still to be told; it counts as told from now on.</summary>
    /// <param name="mac">Who.</param>
    public bool Tell(MacAddress mac)
    {
        if (_losses == 0)
            return false;
        int i = Array.IndexOf(_macs, mac, 0, _used);
        if (i < 0)
        {
            i = _next;
            _next = (_next + 1) % Capacity;
            _used = Math.Max(_used, i + 1);
            _macs[i] = mac;
            _told[i] = 0;
        }

        bool owed = _told[i] != _losses;
        _told[i] = _losses;
        return owed;
    }
}
