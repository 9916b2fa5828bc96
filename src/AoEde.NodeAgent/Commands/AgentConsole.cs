namespace AoEde.NodeAgent.Commands;

/// <summary>The two streams of the process and its clock, so that commands can be run in tests.</summary>
/// <param name="Output">Standard output: lines that scripts wait for, <c>ready: ...</c>.</param>
/// <param name="Error">Standard error: log lines and complaints.</param>
/// <param name="Time">The clock.</param>
/// <param name="HostName">Name of this host.</param>
internal sealed record AgentConsole(TextWriter Output, TextWriter Error, TimeProvider Time, string HostName)
{
    /// <summary>Writes a line for scripts and sends it off at once.</summary>
    public void Say(string line)
    {
        Output.WriteLine(line);
        Output.Flush();
    }

    /// <summary>Writes complaints about the input, one line each, and says what the process ends with.</summary>
    public int Reject(IEnumerable<string> problems, int exitCode = ExitCodes.InvalidInput)
    {
        foreach (var problem in problems)
        {
            Error.WriteLine($"aoede-agent: {problem}");
        }

        Error.Flush();
        return exitCode;
    }
}
