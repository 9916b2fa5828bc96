using AoEde.Testing.Host;

namespace AoEde.Testing.Files;

/// <summary>A hash of what is in a file.</summary>
public static class FileHash
{
    /// <summary>Its SHA-256. By another program: .NET would ask for the lock that an agent has on it.</summary>
    public static string Of(string path) => Tool.Run("sha256sum", path).Split(' ')[0];
}
