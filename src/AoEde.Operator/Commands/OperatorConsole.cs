namespace AoEde.Operator.Commands;

/// <summary>The surroundings of the process, so that commands can be run in tests.</summary>
/// <param name="Output">Standard output: help.</param>
/// <param name="Error">Standard error: complaints.</param>
/// <param name="Environment">Reads variables of the environment.</param>
internal sealed record OperatorConsole(TextWriter Output, TextWriter Error, Func<string, string?> Environment)
{
    /// <summary>Writes complaints about the input, one line each, and says what the process ends with.</summary>
    public int Reject(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            Error.WriteLine($"aoede-operator: {problem}");
        Error.Flush();
        return ExitCodes.InvalidInput;
    }
}
