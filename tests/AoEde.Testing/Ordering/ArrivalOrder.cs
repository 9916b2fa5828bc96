namespace AoEde.Testing.Ordering;

/// <summary>
/// Decides whether overlapping requests took effect in the order in which they arrived, which is more than linearizability
/// asks: in a burst all requests overlap in time, and any order of them would be linearizable. Only for histories whose
/// frames all went over one cable to one interface, so that they arrived in the order of sending.
/// </summary>
/// <remarks>
/// Walks through the frames with what each sector can hold at that moment. An answered write leaves its own version, and
/// no other. A write that may not have run at its place leaves the choice open: one without an answer, or one sent
/// again while an earlier sending of it was under way, which may have run with that one. A reading settles it.
/// </remarks>
public static class ArrivalOrder
{
    /// <summary>Null if every reading can be explained, else the one that cannot.</summary>
    /// <param name="history">Every frame, in the order of sending.</param>
    public static string? Violation(IEnumerable<Operation> history)
    {
        var contents = new Dictionary<long, HashSet<uint>>();
        var sendings = new Dictionary<int, List<Operation>>();
        foreach (var operation in history)
        {
            if (!sendings.TryGetValue(operation.Request, out var earlier))
                sendings.Add(operation.Request, earlier = []);
            var isCertain = operation.IsAnswered && operation.IsPlaced && !earlier.Exists(e => e.Answered > operation.Sent);
            earlier.Add(operation);
            for (var i = 0; i < operation.Sectors; i++)
            {
                if (!contents.TryGetValue(operation.Lba + i, out var content))
                    contents.Add(operation.Lba + i, content = [0]);
                if (Step(operation, i, content, isCertain) is { } wrong)
                    return wrong;
            }
        }

        return null;
    }

    private static string? Step(Operation operation, int index, HashSet<uint> content, bool isCertain)
    {
        var found = operation.Version;
        if (!operation.IsWrite)
        {
            if (!operation.IsAnswered || !operation.IsPlaced)
                return null;
            found = operation.Found[index];
            if (!content.Contains(found))
                return $"in the order of arrival sector {operation.Lba + index} can hold {string.Join(" or ", content)}, not {found}:\n  {operation}";
        }

        if (isCertain || !operation.IsWrite)
            content.Clear();
        content.Add(found);
        return null;
    }
}
