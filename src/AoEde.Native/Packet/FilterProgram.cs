using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct sock_fprog: a program for SO_ATTACH_FILTER.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FilterProgram
{
    public ushort Length;
    public FilterInstruction* Instructions;
}
