namespace AoEde.Testing.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">What stands behind the opening fence; empty for nothing.</param>
/// <param name="Text">What is between the fences, verbatim.</param>
/// <param name="Marker">The comment directly above it; null where there is none, or it is not understood.</param>
public sealed record DocumentBlock(string Page, int Line, string Language, string Text, BlockMarker? Marker)
{
    /// <summary>The word behind a fence of commands that a reader types.</summary>
    public const string Shell = "sh";

    /// <summary>Whether it holds commands.</summary>
    public bool IsShell => Language == Shell;

    /// <summary>Where to find it, as editors understand it.</summary>
    public string Place => $"{Page}:{Line}";
}
