namespace AoEde.ClusterTesting.Processes;

/// <summary>What a program printed and how it ended.</summary>
public sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Errors)
{
    /// <summary>Its standard output, if it ended with 0; otherwise an exception with everything it said.</summary>
    public string Expect() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"{CommandLine} ended with {ExitCode}\n{Errors}{Output}");
}
