using System.Text.RegularExpressions;

namespace AoEde.Testing.Documents;

/// <summary>
/// The comment above a block of commands: who runs it, or why nobody does.
/// <code>
/// &lt;!-- run: SCENE [on PLACE] [in background] --&gt;
/// &lt;!-- not run: REASON --&gt;
/// </code>
/// </summary>
public sealed partial record BlockMarker
{
    /// <summary>The place of commands that say nothing else: where the administrator sits.</summary>
    public const string UsualPlace = "administrator";

    /// <summary>The scene that runs the block; null where none does.</summary>
    public string? Scene { get; private init; }

    /// <summary>The machine it is typed on.</summary>
    public string Place { get; private init; } = UsualPlace;

    /// <summary>Whether it is a program that stays, and says so with a line that begins with <c>ready:</c>.</summary>
    public bool IsBackground { get; private init; }

    /// <summary>Why no test runs it; null where one does.</summary>
    public string? Reason { get; private init; }

    /// <summary>Reads a line; null when it is no such comment.</summary>
    public static BlockMarker? Parse(string line)
    {
        if (NotRun().Match(line) is { Success: true } not)
            return new BlockMarker { Reason = not.Groups[1].Value };
        if (Run().Match(line) is not { Success: true } run)
            return null;
        return new BlockMarker
        {
            Scene = run.Groups["scene"].Value,
            Place = run.Groups["place"] is { Success: true, Value: var place } ? place : UsualPlace,
            IsBackground = run.Groups["background"].Success,
        };
    }

    [GeneratedRegex("^<!-- run: (?<scene>[a-z0-9-]+)(?: on (?<place>[a-z0-9-]+))?(?<background> in background)? -->$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();

    // A reason is a sentence for the reader of the source, not a word.
    [GeneratedRegex("^<!-- not run: (.{12,}) -->$", RegexOptions.None, 1000)]
    private static partial Regex NotRun();
}
