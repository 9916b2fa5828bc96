using AoEde.Testing.Host;

namespace AoEde.Testing.Files;

/// <summary>A folder of its own for one test, removed on dispose.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Leftovers.NewName());
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
