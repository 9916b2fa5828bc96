using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Cluster.Tests;

/// <summary>An image that a target of a name of its own may export, and the manifest for it.</summary>
internal sealed class Disk : IDisposable
{
    private static int s_last;
    private readonly TempImage _image = new(sectors: 16 * 1024, filled: false);

    public Disk()
    {
        var number = Interlocked.Increment(ref s_last);
        Name = $"disk{number}";
        Slot = (byte)number;
    }

    public string Name { get; }

    public static ushort Shelf => 9;

    public byte Slot { get; }

    /// <summary>Where the frozen base is read.</summary>
    public byte ViewSlot => (byte)(Slot + 100);

    public string Path => _image.Path;

    /// <summary>A target that exports the image.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="more">More of the spec, a line each, indented by two.</param>
    /// <param name="metadata">More of the metadata, in braces.</param>
    public string Manifest(string node, string more = "", string metadata = "") => $$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: {name: {{Name}}{{(metadata.Length > 0 ? ", " + metadata : "")}} }
        spec:
          nodeName: {{node}}
          shelf: {{Shelf}}
          slot: {{Slot}}
          interfaces: [eth0]
          backing: {file: {path: "{{Path}}"} }
        {{more}}
        """;

    /// <summary>A hash of its content as it is on the disk now.</summary>
    public string Hash() => FileHash.Of(Path);

    /// <summary>The first byte of a sector as it is on the disk now.</summary>
    public int FirstByte(long sector) => int.Parse(Tool.Run("od", "-An", "-tu1", "-N1", $"-j{sector * TempImage.SectorBytes}", Path).Trim());

    public void Dispose() => _image.Dispose();
}
