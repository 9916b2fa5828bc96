using AoEde.Native.Files;

namespace AoEde.Engine.Targets;

/// <summary>The real thing: system calls on the open device.</summary>
internal sealed class BaseIo(BlockFile file) : IBaseIo
{
    public void Write(nint buffer, int bytes, long offset) => file.Write(buffer, bytes, offset);

    public void Sync() => file.Sync();
}
