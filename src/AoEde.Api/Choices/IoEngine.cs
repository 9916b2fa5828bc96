namespace AoEde.Api.Choices;

/// <summary>Values of <c>io.engine</c>.</summary>
public static class IoEngine
{
    /// <summary>io_uring where it works, else Linux AIO.</summary>
    public const string Auto = "Auto";

    /// <summary>Linux AIO.</summary>
    public const string LinuxAio = "LinuxAio";

    /// <summary>io_uring; refused where the kernel or a sysctl forbids it.</summary>
    public const string IoUring = "IoUring";

    /// <summary>Blocking calls on a pool of threads.</summary>
    public const string ThreadPool = "ThreadPool";
}
