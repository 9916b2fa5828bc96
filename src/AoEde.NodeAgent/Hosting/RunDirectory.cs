namespace AoEde.NodeAgent.Hosting;

/// <summary>
/// The agent's folder below /run, held for as long as it serves: a second agent with the same folder would overwrite the status
/// of the first and take its socket away.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private readonly FileStream _lock;

    private RunDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Folder of the status files.</summary>
    public string StatusFolder => System.IO.Path.Combine(Path, "status");

    /// <summary>The control socket.</summary>
    public string ControlSocket => System.IO.Path.Combine(Path, "control.sock");

    /// <summary>Makes the folder if need be and holds it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="problems">Says why it cannot be had.</param>
    public static RunDirectory? TryHold(string path, List<string> problems)
    {
        try
        {
            Directory.CreateDirectory(path);

            // FileShare.None is flock(2): gone with the process, however it ends.
            var held = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RunDirectory(path, held);
        }
        catch (UnauthorizedAccessException problem)
        {
            problems.Add($"--run-dir {path}: {problem.Message} Name a folder that this user may write.");
        }
        catch (IOException problem)
        {
            problems.Add($"--run-dir {path}: {problem.Message} If another agent uses this folder, name another one.");
        }

        return null;
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock.Dispose();
}
