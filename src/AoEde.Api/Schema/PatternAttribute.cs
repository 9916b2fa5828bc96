using System.Text.RegularExpressions;

namespace AoEde.Api.Schema;

/// <summary>The text, or each item of the list, matches a regular expression.</summary>
/// <param name="pattern">The expression in RE2's dialect, anchored at both ends.</param>
/// <param name="expected">What it asks for, in words.</param>
public class PatternAttribute(string pattern, string expected) : ConstraintAttribute
{
    // '$' also matches before a final line feed in .NET, but not in RE2. Without backtracking a hostile text costs linear time.
    private readonly Regex _regex = new(
        pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern,
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Regex.InfiniteMatchTimeout);

    /// <summary>The expression.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>What it asks for, in words.</summary>
    public string Expected { get; } = expected;

    /// <inheritdoc/>
    public override string Id => "pattern";

    /// <inheritdoc/>
    public override Complaint? Check(object value) =>
        value is string text && !_regex.IsMatch(text) ? Describe(text) : null;

    /// <summary>The complaint about a text that does not match.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The complaint.</returns>
    protected virtual Complaint Describe(string text) => new($"'{Shown.Text(text)}' is not allowed", $"use {Expected}");
}
