using AoEde.Api.Rules;

namespace AoEde.Api.Manifests;

/// <summary>One finding about a file, in the form that editors jump to.</summary>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Line">Line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Column">Column, from 1; 0 when the line as a whole is meant.</param>
/// <param name="Severity">Whether the object, or the file when it cannot be read, is left out.</param>
/// <param name="Field">Dotted path of the field; empty when no field is concerned.</param>
/// <param name="Message">The cause.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Diagnostic(string File, int Line, int Column, Severity Severity, string Field, string Message, string Remedy)
{
    /// <summary>Id of the rule behind the finding; empty when the text itself is at fault.</summary>
    public string Rule { get; init; } = "";

    /// <summary>One line for a terminal or a log.</summary>
    /// <returns><c>file:line: field: message (remedy)</c>, with <c>warning:</c> before the field of a warning.</returns>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}: " : $"{File}: ";
        var level = Severity == Severity.Warning ? "warning: " : "";
        return $"{place}{level}{(Field.Length > 0 ? Field + ": " : "")}{Message} ({Remedy})";
    }
}
