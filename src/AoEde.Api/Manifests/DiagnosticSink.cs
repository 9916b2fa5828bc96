using AoEde.Api.Rules;

namespace AoEde.Api.Manifests;

/// <summary>Collects the findings about one object of a file.</summary>
internal sealed class DiagnosticSink(string file)
{
    private readonly List<Diagnostic> _found = [];
    private readonly HashSet<string> _misspelt = [];

    public string File { get; } = file;

    public FieldMarks Marks { get; } = new();

    public bool HasErrors => _found.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    public IReadOnlyList<Diagnostic> Found => _found;

    public void Error(string field, Position at, string message, string remedy) =>
        Add(Severity.Error, field, at, message, remedy, "");

    public void Warning(string field, Position at, string message, string remedy) =>
        Add(Severity.Warning, field, at, message, remedy, "");

    /// <summary>Notes a field that was most likely meant by a misspelt one, so that it is not reported as missing as well.</summary>
    public void Misspelt(string field) => _misspelt.Add(field);

    /// <summary>Adds a rule's finding, unless the field could not even be read.</summary>
    public void Add(RuleViolation violation)
    {
        if (_misspelt.Contains(violation.Field) || _found.Exists(known => IsAboutTheSame(known, violation)))
            return;

        Add(violation.Severity, violation.Field, Marks.Find(violation.Field), violation.Message, violation.Remedy, violation.Rule);
    }

    private static bool IsAboutTheSame(Diagnostic known, RuleViolation violation) =>
        known.Severity == Severity.Error && known.Field.Length > 0 && FieldPath.Covers(known.Field, violation.Field);

    private void Add(Severity severity, string field, Position at, string message, string remedy, string rule) =>
        _found.Add(new Diagnostic(File, at.Line, at.Column, severity, field, message, remedy) { Rule = rule });
}
