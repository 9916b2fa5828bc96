namespace AoEde.Ctl.Commands;

/// <summary>The two streams of the process and its clock, so that commands can be run in tests.</summary>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">Complaints.</param>
/// <param name="Time">The clock.</param>
internal sealed record CtlConsole(TextWriter Output, TextWriter Error, TimeProvider Time)
{
    /// <summary>Writes one complaint.</summary>
    public void Complain(string message) => Error.WriteLine($"aoectl: {message}");
}
