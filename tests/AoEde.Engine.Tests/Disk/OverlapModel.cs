using AoEde.Engine.Disk;

namespace AoEde.Engine.Tests.Disk;

/// <summary>What the in-flight index promises, told as simply as it can be: a list in arrival order that is looked through.</summary>
internal sealed class OverlapModel
{
    private readonly List<Entry> _unfinished = [];

    public sealed record Entry(int Id, DiskOperation Operation, ulong Lba, int Sectors, byte Fill);

    /// <summary>What becomes of a newcomer, and whom it hangs on if it is a duplicate.</summary>
    public (Admission Admission, int Leader) Admit(Entry newcomer)
    {
        if (_unfinished.FindLast(earlier => IsSameWrite(newcomer, earlier)) is { } leader)
            return (Admission.Duplicate, leader.Id);
        _unfinished.Add(newcomer);
        return (BlockersOf(newcomer) == 0 ? Admission.Run : Admission.Wait, -1);
    }

    /// <summary>Ends a request; the ids of those that nothing is in the way of any more, oldest first.</summary>
    public int[] Finish(int id)
    {
        var waiting = _unfinished.Where(e => e.Id != id && BlockersOf(e) > 0).ToArray();
        _unfinished.RemoveAll(e => e.Id == id);
        return [.. waiting.Where(e => BlockersOf(e) == 0).Select(e => e.Id)];
    }

    public int BlockersOf(int id) => BlockersOf(_unfinished.Single(e => e.Id == id));

    public int Count => _unfinished.Count;

    public static bool Conflict(Entry one, Entry other)
    {
        bool shares = Sectors(one).Intersect(Sectors(other)).Any();
        return shares && (one.Operation == DiskOperation.Write || other.Operation == DiskOperation.Write);
    }

    private int BlockersOf(Entry entry) => _unfinished.TakeWhile(e => e.Id != entry.Id).Count(earlier => Conflict(earlier, entry));

    private static bool IsSameWrite(Entry one, Entry other) =>
        one.Operation == DiskOperation.Write && other.Operation == DiskOperation.Write
        && one.Lba == other.Lba && one.Sectors == other.Sectors && one.Fill == other.Fill;

    private static IEnumerable<ulong> Sectors(Entry entry) => Enumerable.Range(0, entry.Sectors).Select(i => entry.Lba + (ulong)i);
}
