using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct sock_filter: one classic BPF instruction.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FilterInstruction(ushort code, byte jumpTrue, byte jumpFalse, uint operand)
{
    public ushort Code = code;
    public byte JumpTrue = jumpTrue;
    public byte JumpFalse = jumpFalse;
    public uint Operand = operand;
}
