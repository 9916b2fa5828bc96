using System.Numerics;
using System.Runtime.InteropServices;

namespace AoEde.Testing.Ordering;

/// <summary>"Must come before", among so many nodes, with what follows from it; and why, for messages.</summary>
internal sealed class OrderGraph(int nodes)
{
    private const int WordBits = 64;
    private readonly ulong[][] _direct = Rows(nodes);
    private readonly ulong[][] _reach = Rows(nodes);
    private readonly Dictionary<(int, int), string> _reasons = [];

    public bool Reaches(int first, int second) => Has(_reach[first], second);

    /// <summary>Takes effect at the next <see cref="Close"/>.</summary>
    public void Add(int first, int second, string? reason = null)
    {
        _direct[first][second / WordBits] |= 1UL << (second % WordBits);
        if (reason is not null)
            _reasons.TryAdd((first, second), reason);
    }

    /// <summary>Draws all conclusions; true if no node comes before itself.</summary>
    public bool Close()
    {
        for (var node = 0; node < nodes; node++)
            Include(_reach[node], _direct[node]);
        for (var through = 0; through < nodes; through++)
        {
            for (var from = 0; from < nodes; from++)
            {
                if (Has(_reach[from], through))
                    Include(_reach[from], _reach[through]);
            }
        }

        return !Enumerable.Range(0, nodes).Any(node => Reaches(node, node));
    }

    /// <summary>A shortest way from a node back to itself, each step with its reason.</summary>
    public IReadOnlyList<(int Node, string? Reason)> ShortestCycle() =>
        Enumerable.Range(0, nodes).Where(node => Reaches(node, node)).Select(CycleThrough).MinBy(cycle => cycle.Count) ?? [];

    private List<(int Node, string? Reason)> CycleThrough(int start)
    {
        var cameFrom = new Dictionary<int, int>();
        var open = new Queue<int>([start]);
        while (!cameFrom.ContainsKey(start))
        {
            var node = open.Dequeue();
            for (var next = 0; next < nodes; next++)
            {
                if (Has(_direct[node], next) && cameFrom.TryAdd(next, node))
                    open.Enqueue(next);
            }
        }

        var cycle = new List<(int Node, string? Reason)>();
        for (var node = start; cycle.Count == 0 || node != start; node = cameFrom[node])
            cycle.Add((cameFrom[node], _reasons.GetValueOrDefault((cameFrom[node], node))));
        cycle.Reverse();
        return cycle;
    }

    private static ulong[][] Rows(int nodes)
    {
        var vectors = (nodes / WordBits / Vector<ulong>.Count) + 1;
        return [.. Enumerable.Range(0, nodes).Select(_ => new ulong[vectors * Vector<ulong>.Count])];
    }

    private static bool Has(ulong[] row, int node) => (row[node / WordBits] >> (node % WordBits) & 1) != 0;

    private static void Include(ulong[] row, ulong[] other)
    {
        var words = MemoryMarshal.Cast<ulong, Vector<ulong>>(row.AsSpan());
        var more = MemoryMarshal.Cast<ulong, Vector<ulong>>(other.AsSpan());
        for (var i = 0; i < words.Length; i++)
            words[i] |= more[i];
    }
}
