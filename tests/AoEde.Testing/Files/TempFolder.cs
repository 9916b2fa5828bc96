using AoEde.Testing.Host;

namespace AoEde.Testing.Files;

/// <summary>A folder of its own for one test, removed on dispose.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>A tmpfs of every Linux.</summary>
    public const string Memory = "/dev/shm";

    /// <summary>Makes the folder.</summary>
    /// <param name="inMemory">Whether its files shall be in memory, where the machine's folder for temporary files seldom is.</param>
    public TempFolder(bool inMemory = false)
    {
        Path = System.IO.Path.Combine(inMemory ? Memory : System.IO.Path.GetTempPath(), Leftovers.NewName());
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>The full path of a name in this folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file here and returns its full path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
