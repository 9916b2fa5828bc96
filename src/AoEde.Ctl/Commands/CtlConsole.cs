namespace AoEde.Ctl.Commands;

/// <summary>The two streams of the process and its clock, so that commands can be run in tests.</summary>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">Complaints.</param>
/// <param name="Time">The clock.</param>
internal sealed record CtlConsole(TextWriter Output, TextWriter Error, TimeProvider Time)
{
    /// <summary>A person watches: progress is drawn rather than written line by line.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Variables of the process, for a command that is run; <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Who asks, where nobody else is named.</summary>
    public string User { get; init; } = "unnamed";

    /// <summary>Whether <c>kubectl</c> runs this as its plugin, so that a cluster is meant.</summary>
    public bool IsKubectlPlugin { get; init; }

    /// <summary>How the person calls this program.</summary>
    public string Program => IsKubectlPlugin ? "kubectl aoede" : "aoectl";

    /// <summary>A variable of the process; null when it is not set.</summary>
    public string? Variable(string name) =>
        Environment.Where(variable => variable.StartsWith($"{name}=", StringComparison.Ordinal)).Select(variable => variable[(name.Length + 1)..]).FirstOrDefault();

    /// <summary>Writes one complaint.</summary>
    public void Complain(string message) => Error.WriteLine($"{Program}: {message}");
}
