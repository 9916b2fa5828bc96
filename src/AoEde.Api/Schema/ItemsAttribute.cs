namespace AoEde.Api.Schema;

/// <summary>How many items a list or a map may have. Every list of texts is a set, so an item twice is refused as well.</summary>
/// <param name="minimum">Fewest.</param>
/// <param name="maximum">Most.</param>
public sealed class ItemsAttribute(int minimum, int maximum) : ConstraintAttribute
{
    /// <summary>Fewest.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>Most.</summary>
    public int Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override string Id => "items";

    /// <inheritdoc/>
    public override bool OnList => true;

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is IReadOnlyDictionary<string, string> map)
            return map.Count > Maximum ? new($"{map.Count} entries are too many", $"give at most {Maximum}") : null;

        if (value is not IReadOnlyList<string> list)
            return null;

        if (list.Count < Minimum)
            return new("the list is empty", $"give {Minimum} to {Maximum} items");

        if (list.Count > Maximum)
            return new($"{list.Count} items are too many", $"give at most {Maximum}");

        var seen = new HashSet<string>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (!seen.Add(list[i]))
                return new($"'{Shown.Text(list[i])}' is in the list twice", "remove one", i);
        }

        return null;
    }
}
