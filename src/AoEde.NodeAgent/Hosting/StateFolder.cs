namespace AoEde.NodeAgent.Hosting;

/// <summary>The folder that outlives the process.</summary>
internal static class StateFolder
{
    /// <summary>Makes the folder if need be.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="problems">Says why it cannot be had.</param>
    public static void TryMake(string path, List<string> problems)
    {
        try
        {
            // Reservations and mask lists are nobody's business but the administrator's.
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add($"--state-dir {path}: {problem.Message} Name a folder that this user may write.");
        }
    }
}
