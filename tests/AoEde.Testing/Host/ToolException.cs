namespace AoEde.Testing.Host;

/// <summary>A program of the host failed.</summary>
public sealed class ToolException(string program, IEnumerable<string> arguments, int exitCode, string errors)
    : Exception($"{program} {string.Join(' ', arguments)}: exit {exitCode}: {errors.Trim()}");
