using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_uring_params: what we ask for, and where the kernel put it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct UringParameters
{
    [FieldOffset(0)]
    public uint SubmissionEntries;

    [FieldOffset(4)]
    public uint CompletionEntries;

    [FieldOffset(8)]
    public uint Flags;

    [FieldOffset(20)]
    public uint Features;

    [FieldOffset(40)]
    public UringSubmissionOffsets Submission;

    [FieldOffset(80)]
    public UringCompletionOffsets Completion;
}
