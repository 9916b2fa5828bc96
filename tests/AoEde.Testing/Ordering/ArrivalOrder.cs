namespace AoEde.Testing.Ordering;

/// <summary>
/// Decides whether overlapping requests took effect in the order in which they arrived, which is more than linearizability
/// asks: in a burst all requests overlap in time, and any order of them would be linearizable. Only for histories whose
/// frames all went over one cable to one interface, so that they arrived in the order of sending.
/// </summary>
/// <remarks>
/// Walks through the frames with what each sector can hold at that moment. An answered write leaves its own version, and
/// no other. One sent again while an earlier sending was under way may have run with that one: then what was written since
/// may stand, but nothing older. A write without an answer may have run or not. A reading settles it. What is allowed here
/// for writes sent again is a little too much, and never too little; <see cref="Linearizability"/> judges them by their times.
/// </remarks>
public sealed class ArrivalOrder
{
    /// <summary>Per sector what it can hold, and since which frame.</summary>
    private readonly Dictionary<long, Dictionary<uint, int>> _contents = [];
    private readonly Dictionary<int, List<(int Place, Operation Operation)>> _sendings = [];

    private ArrivalOrder()
    {
    }

    /// <summary>Null if every reading can be explained, else the one that cannot.</summary>
    /// <param name="history">Every frame, in the order of sending.</param>
    public static string? Violation(IEnumerable<Operation> history)
    {
        var order = new ArrivalOrder();
        var place = 0;
        foreach (var operation in history)
        {
            if ((operation.IsWrite ? order.Write(operation, ++place) : order.Read(operation)) is { } wrong)
                return wrong;
        }

        return null;
    }

    private string? Write(Operation operation, int place)
    {
        if (!_sendings.TryGetValue(operation.Request, out var sendings))
            _sendings.Add(operation.Request, sendings = []);
        // The first sending that this one may have run with; itself if there is none.
        var ranSince = sendings.Where(s => s.Operation.Answered > operation.Sent).Select(s => s.Place).DefaultIfEmpty(place).Min();
        sendings.Add((place, operation));
        for (var i = 0; i < operation.Sectors; i++)
        {
            var content = Content(operation.Lba + i);
            if (operation.IsAnswered && operation.IsPlaced)
            {
                foreach (var (version, since) in content.ToList())
                {
                    if (since < ranSince)
                        content.Remove(version);
                }
            }

            content[operation.Version] = place;
        }

        return null;
    }

    private string? Read(Operation operation)
    {
        if (!operation.IsAnswered || !operation.IsPlaced)
            return null;
        for (var i = 0; i < operation.Sectors; i++)
        {
            var (content, found) = (Content(operation.Lba + i), operation.Found[i]);
            if (!content.TryGetValue(found, out var since))
            {
                var possible = string.Join(" or ", content.Keys);
                return $"in the order of arrival sector {operation.Lba + i} can hold {possible}, not {found}:\n  {operation}";
            }

            content.Clear();
            content[found] = since;
        }

        return null;
    }

    private Dictionary<uint, int> Content(long lba)
    {
        if (!_contents.TryGetValue(lba, out var content))
            _contents.Add(lba, content = new Dictionary<uint, int> { [0] = 0 });
        return content;
    }
}
