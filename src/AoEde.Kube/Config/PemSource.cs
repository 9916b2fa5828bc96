namespace AoEde.Kube.Config;

/// <summary>Text in PEM: given, or in a file that is read again now and then because it may be replaced.</summary>
public sealed class PemSource
{
    private PemSource(string? text, string? path)
    {
        Text = text;
        Path = path;
    }

    /// <summary>The text; null when it is in a file.</summary>
    internal string? Text { get; }

    /// <summary>The file; null when the text was given.</summary>
    public string? Path { get; }

    /// <summary>Text that does not change.</summary>
    public static PemSource FromText(string pem) => new(pem, null);

    /// <summary>A file.</summary>
    public static PemSource FromFile(string path) => new(null, path);

    /// <summary>Where it is; never what it is.</summary>
    public override string ToString() => Path ?? "(given)";
}
