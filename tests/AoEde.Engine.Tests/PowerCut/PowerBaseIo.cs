using AoEde.Engine.Targets;
using AoEde.Native;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>The engine's blocking I/O on a base, done to the model instead of the file.</summary>
/// <param name="file">The model.</param>
/// <param name="host">Who is told.</param>
internal sealed class PowerBaseIo(PowerFile file, IPowerHost host) : IBaseIo
{
    public void Write(nint buffer, int bytes, long offset)
    {
        byte[] copy = RawMemory.At(buffer, bytes).ToArray();
        PendingWrite write = null!;
        host.Run(
            () =>
            {
                write = file.Begin(offset, copy);
                host.Cut();
            },
            () => file.End(write),
            DiskCall.BaseWrite);
    }

    public void Sync()
    {
        PendingSync sync = null!;
        host.Run(() => sync = file.BeginSync(), () => host.Settle(file, sync), DiskCall.BaseSync);
    }
}
