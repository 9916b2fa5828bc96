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

/// <summary>struct io_sqring_offsets.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct UringSubmissionOffsets
{
    [FieldOffset(0)]
    public uint Head;

    [FieldOffset(4)]
    public uint Tail;

    [FieldOffset(8)]
    public uint RingMask;

    [FieldOffset(16)]
    public uint Flags;

    [FieldOffset(24)]
    public uint Array;
}

/// <summary>struct io_cqring_offsets.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct UringCompletionOffsets
{
    [FieldOffset(0)]
    public uint Head;

    [FieldOffset(4)]
    public uint Tail;

    [FieldOffset(8)]
    public uint RingMask;

    [FieldOffset(20)]
    public uint Entries;
}

/// <summary>struct io_uring_sqe, the fields that reads, writes and syncs use.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct UringSubmission
{
    [FieldOffset(0)]
    public byte Operation;

    [FieldOffset(1)]
    public byte Flags;

    [FieldOffset(4)]
    public int Descriptor;

    [FieldOffset(8)]
    public ulong Offset;

    [FieldOffset(16)]
    public ulong Address;

    [FieldOffset(24)]
    public uint Length;

    [FieldOffset(28)]
    public uint OperationFlags;

    [FieldOffset(32)]
    public ulong UserData;

    [FieldOffset(40)]
    public ushort BufferIndex;
}

/// <summary>struct io_uring_cqe.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct UringCompletion
{
    [FieldOffset(0)]
    public ulong UserData;

    [FieldOffset(8)]
    public int Result;
}

/// <summary>struct io_uring_files_update.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct UringFilesUpdate
{
    [FieldOffset(0)]
    public uint Offset;

    [FieldOffset(8)]
    public ulong Descriptors;
}
