using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Packet;

namespace AoEde.NodeAgent.Inventory;

/// <summary>What the kernel lets this process do, found out by trying; null where it does, else the system's words for why not.</summary>
/// <param name="ReceiveRing">Receive rings of packet sockets.</param>
/// <param name="TransmitRing">Transmit rings of packet sockets.</param>
/// <param name="IoUring">io_uring.</param>
/// <param name="LinuxAio">Linux AIO.</param>
internal sealed record KernelAbilities(string? ReceiveRing, string? TransmitRing, string? IoUring, string? LinuxAio)
{
    /// <summary>Tries each of them.</summary>
    public static KernelAbilities Try()
    {
        RingProbe.CanReceive(out string? receive);
        RingProbe.CanTransmit(out string? transmit);
        string? uring = DiskQueues.IsIoUringUsable(out string reason) ? null : reason;
        return new KernelAbilities(receive, transmit, uring, TryAio());
    }

    private static string? TryAio()
    {
        try
        {
            DiskQueues.Open(DiskEngineKind.LinuxAio, depth: 2, default(MemoryRegion), out _).Dispose();
            return null;
        }
        catch (NativeException refused)
        {
            return refused.Message;
        }
    }
}
