namespace AoEde.Api.Values;

/// <summary>
/// A name or path with wildcards: <c>?</c> is one character and <c>*</c> any number of them, neither a slash; <c>**</c> also
/// crosses slashes. Everything else stands for itself, case-sensitive.
/// </summary>
/// <param name="Text">The glob as written.</param>
public readonly record struct Glob(string Text)
{
    /// <summary>Whether the glob can match more than its own text.</summary>
    public bool HasWildcard => Text.AsSpan().ContainsAny('*', '?');

    /// <summary>Says whether the whole name matches.</summary>
    /// <param name="name">A name or path.</param>
    /// <returns>True when it does. The time is at most the product of both lengths.</returns>
    public bool Matches(string name)
    {
        // reached[j]: the part of the glob looked at so far matches the first j characters of the name.
        var reached = new bool[name.Length + 1];
        reached[0] = true;
        for (var i = 0; i < Text.Length; i++)
        {
            var crosses = Text[i] == '*' && i + 1 < Text.Length && Text[i + 1] == '*';
            if (Text[i] == '*')
                Spread(reached, name, crosses);
            else
                Advance(reached, name, Text[i]);
            if (crosses)
                i++;
        }

        return reached[name.Length];
    }

    /// <summary>The glob as written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    private static void Spread(bool[] reached, string name, bool crosses)
    {
        for (var j = 1; j < reached.Length; j++)
            reached[j] |= reached[j - 1] && (crosses || name[j - 1] != '/');
    }

    private static void Advance(bool[] reached, string name, char wanted)
    {
        for (var j = reached.Length - 1; j > 0; j--)
            reached[j] = reached[j - 1] && (wanted == '?' ? name[j - 1] != '/' : name[j - 1] == wanted);
        reached[0] = false;
    }
}
