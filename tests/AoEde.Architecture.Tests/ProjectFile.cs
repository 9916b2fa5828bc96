using System.Xml.Linq;

namespace AoEde.Architecture.Tests;

/// <summary>One .csproj as written.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _document = XDocument.Load(path);

    public string Path { get; } = path;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string AssemblyName => Property("AssemblyName") ?? Name;

    public bool IsExecutable => Property("OutputType") == "Exe";

    public bool AllowsUnsafe => Property("AllowUnsafeBlocks") == "true";

    public IEnumerable<string> ProjectReferences =>
        _document.Descendants("ProjectReference").Select(e => System.IO.Path.GetFileNameWithoutExtension(Include(e)));

    public IEnumerable<XElement> PackageReferences => _document.Descendants("PackageReference");

    public static string Include(XElement element) => element.Attribute("Include")?.Value ?? "";

    private string? Property(string name) => _document.Descendants(name).FirstOrDefault()?.Value;
}
