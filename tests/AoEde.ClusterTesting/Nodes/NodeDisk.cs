using AoEde.Testing.Files;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>A disk in one node: a loop device that only this node shows, with a name below /dev/disk/by-id. Removed on dispose.</summary>
public sealed class NodeDisk : IDisposable
{
    private readonly NodeDevices _devices;
    private readonly LoopDevice _loop;
    private readonly string _id;

    internal NodeDisk(NodeDevices devices, TempImage image, string id)
    {
        _devices = devices;
        _id = id;
        _loop = new LoopDevice(image);
        Path = devices.Attach(_loop.Path, id);
    }

    /// <summary>Its name on the node, as a target's backing has it.</summary>
    public string Path { get; }

    /// <summary>What it holds, read and written past every target.</summary>
    public TempImage Image => _loop.Image;

    public void Dispose()
    {
        _devices.Detach(_loop.Path, _id);
        _loop.Dispose();
        Image.Dispose();
    }
}
