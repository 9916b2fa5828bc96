namespace AoEde.Engine.Safety;

/// <summary>Words for what is at a path.</summary>
internal static class NodeKinds
{
    public static string Phrase(NodeKind kind) => kind switch
    {
        NodeKind.Missing => "missing",
        NodeKind.BlockDevice => "a block device",
        NodeKind.RegularFile => "a regular file",
        NodeKind.Directory => "a directory",
        _ => "a character device, pipe or socket",
    };
}
