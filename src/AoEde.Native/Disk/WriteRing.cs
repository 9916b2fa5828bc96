using System.Numerics;
using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>
/// Indices on their way from a queue's owner to one thread, which does them in order, and back by the same places.
/// <list type="table">
/// <item><term>Order</term><description>taken ≤ done ≤ handed ≤ added ≤ taken + places; all run freely and are masked.</description></item>
/// <item><term>Added, taken</term><description>The owner's alone. Between handed and added: not submitted yet.</description></item>
/// <item><term>Handed</term><description>Written by the owner. Before it, from done on: the thread's, with all that the indices name.</description></item>
/// <item><term>Done</term><description>Written by the thread. Before it, from taken on: the owner's again.</description></item>
/// </list>
/// Each cursor that the other side reads is stored with release and read with acquire.
/// </summary>
internal sealed class WriteRing
{
    private readonly int[] _places;
    private readonly uint _mask;
    private uint _added;
    private uint _taken;
    private Cursor _handed;
    private Cursor _done;

    /// <summary>Makes a ring.</summary>
    /// <param name="places">The least number of places.</param>
    public WriteRing(int places)
    {
        _places = new int[BitOperations.RoundUpToPowerOf2((uint)places)];
        _mask = (uint)_places.Length - 1;
    }

    /// <summary>Added and not taken yet; the owner.</summary>
    public int Outstanding => (int)(_added - _taken);

    /// <summary>Added and not handed over; the owner.</summary>
    public int Unsubmitted => (int)(_added - _handed.Value);

    /// <summary>Whether some are done and not taken; the owner.</summary>
    public bool HasDone => Volatile.Read(ref _done.Value) != _taken;

    /// <summary>Handed over and not done, oldest first, from <see cref="this[uint]"/> 0 on; the thread.</summary>
    public uint ToDo => Volatile.Read(ref _handed.Value) - _done.Value;

    /// <summary>One of those to do; the thread.</summary>
    /// <param name="ahead">Less than <see cref="ToDo"/> said.</param>
    public int this[uint ahead] => _places[(_done.Value + ahead) & _mask];

    /// <summary>Adds one; the owner, who knows that there is room.</summary>
    public void Add(int index) => _places[_added++ & _mask] = index;

    /// <summary>Gives the thread all that was added; the owner.</summary>
    /// <returns>How many.</returns>
    public int HandOver()
    {
        var count = Unsubmitted;
        Volatile.Write(ref _handed.Value, _added);
        return count;
    }

    /// <summary>Gives back the oldest; the thread.</summary>
    public void Done(uint count) => Volatile.Write(ref _done.Value, _done.Value + count);

    /// <summary>Takes the oldest that is done; the owner.</summary>
    public bool TryTake(out int index)
    {
        index = _places[_taken & _mask];
        if (!HasDone)
            return false;
        _taken++;
        return true;
    }

    // On a cache line of its own: the sides run on different CPUs.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private record struct Cursor
    {
        [FieldOffset(64)]
        public uint Value;
    }
}
