using AoEde.Engine.Safety;
using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>What the whole engine needs to know about the host it runs on.</summary>
public sealed record HostOptions
{
    /// <summary>Folder that keeps config strings, mask lists and reservations across restarts; null keeps them in memory only.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>What the administrator of this host allows to be exported.</summary>
    public HostPolicy Policy { get; init; } = HostPolicy.Administrator;

    /// <summary>Where the host's proc file system is mounted.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>Where the host's sys file system is mounted.</summary>
    public string SysRoot { get; init; } = "/sys";

    /// <summary>Where the host's devices are.</summary>
    public string DevRoot { get; init; } = "/dev";

    /// <summary>How long a pump keeps looking at its rings after the last frame before it sleeps, in microseconds.</summary>
    public int SpinMicroseconds { get; init; } = 20;

    /// <summary>Most of <see cref="PumpsPerInterface"/>.</summary>
    public const int MostPumpsPerInterface = 16;

    /// <summary>
    /// How many pumps, each a thread with rings of its own, serve an interface: 1 to <see cref="MostPumpsPerInterface"/>. Initiators are
    /// shared out among them by MAC address, so that one initiator never has more than one.
    /// </summary>
    public int PumpsPerInterface { get; init; } = 1;

    /// <summary>
    /// Says whose a MAC address is that answers at an address of ours, such as <c>node worker-2</c>; null when it is nobody's
    /// that is known. The engine waits for it, so it answers within a second or two, and does not throw.
    /// </summary>
    public Func<MacAddress, Task<string?>> WhoIs { get; init; } = _ => Task.FromResult<string?>(null);

    /// <summary>For tests: called at each step of a freeze, on the thread that took it.</summary>
    internal Action<Freeze.FreezeStep>? FreezeSteps { get; init; }
}
