using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>How the disk is driven, and what initiators are told about it.</summary>
public sealed record IoSpec
{
    /// <summary>
    /// Disk engine: <c>Auto</c> (default; io_uring where it works, else Linux AIO), <c>LinuxAio</c>, <c>IoUring</c> or <c>ThreadPool</c>.
    /// The one chosen is in the status.
    /// </summary>
    [Default(IoEngine.Auto), OneOf(IoEngine.Auto, IoEngine.LinuxAio, IoEngine.IoUring, IoEngine.ThreadPool)]
    public string Engine { get; set => field = value ?? IoEngine.Auto; } = IoEngine.Auto;

    /// <summary>Bypass the page cache (O_DIRECT) where the backing can. Default true.</summary>
    [Default(true)]
    public bool Direct { get; set; } = true;

    /// <summary>Requests in flight to the disk, 1 to 4096. Default 128.</summary>
    [Default(128), Bounds(1, 4096)]
    public int QueueDepth { get; set; } = 128;

    /// <summary>Buffer count of the Config reply, 1 to 65535: how many requests an initiator keeps in flight. Default 64.</summary>
    [Default(64), Bounds(1, 65535)]
    public int BufferCount { get; set; } = 64;

    /// <summary>
    /// Cap of 512-byte sectors per frame, 0 to 255. Default 0: what fits the interface's MTU, which is 2 at 1500 and 17 at 9000.
    /// </summary>
    [Default(0), Bounds(0, 255)]
    public int MaxSectors { get; set; }
}
