namespace AoEde.NodeAgent.Hosting;

/// <summary>
/// The agent's folder below /run, held for as long as it serves: a second agent with the same folder would overwrite the status
/// of the first and take its socket away.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    // EWOULDBLOCK of flock(2), which .NET hands on as it is.
    private const int HeldByAnother = 11;

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
    public static RunDirectory? TryHold(string path, List<string> problems) => TryHold(path, problems, out _);

    /// <summary>Makes the folder if need be and holds it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="problems">Says why it cannot be had.</param>
    /// <param name="isHeld">Whether another agent holds it, so that waiting may help.</param>
    public static RunDirectory? TryHold(string path, List<string> problems, out bool isHeld)
    {
        isHeld = false;
        try
        {
            Directory.CreateDirectory(path);
            return new RunDirectory(path, Lock(System.IO.Path.Combine(path, "agent.lock")));
        }
        catch (UnauthorizedAccessException problem)
        {
            problems.Add($"--run-dir {path}: {problem.Message} Name a folder that this user may write.");
        }
        catch (IOException problem)
        {
            isHeld = problem.HResult == HeldByAnother;
            problems.Add($"--run-dir {path}: {problem.Message} If another agent uses this folder, name another one.");
        }

        return null;
    }

    /// <summary>Stands in line for the folder: whoever holds it sees that, and two never wait at a time.</summary>
    /// <returns>The place in line; null while another agent has it.</returns>
    public static IDisposable? TryQueue(string path)
    {
        try
        {
            return Lock(System.IO.Path.Combine(path, "successor.lock"));
        }
        catch (IOException problem) when (problem.HResult == HeldByAnother)
        {
            return null;
        }
    }

    /// <summary>Whether another agent stands in line.</summary>
    public bool HasSuccessor()
    {
        using var place = TryQueue(Path);
        return place is null;
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock.Dispose();

    // FileShare.None is flock(2): gone with the process, however it ends.
    private static FileStream Lock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
