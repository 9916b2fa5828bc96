namespace AoEde.Testing.Relays;

/// <summary>What a relay did in one direction, in frames.</summary>
/// <param name="Received">Came in.</param>
/// <param name="Delivered">Went out, copies included.</param>
/// <param name="Lost">Dropped on purpose.</param>
/// <param name="Duplicated">Went out twice in a row.</param>
/// <param name="Reordered">Were held back for others to overtake.</param>
/// <param name="Replayed">Copies that went out later.</param>
/// <param name="Withheld">Held frames and later copies that never went out: a newer write of their sectors had come.</param>
public readonly record struct RelayCounts(
    long Received, long Delivered, long Lost, long Duplicated, long Reordered, long Replayed, long Withheld)
{
    public override string ToString() =>
        $"{Received} received, {Delivered} delivered, {Lost} lost, {Duplicated} duplicated, {Reordered} reordered, "
        + $"{Replayed} replayed later, {Withheld} withheld";
}
