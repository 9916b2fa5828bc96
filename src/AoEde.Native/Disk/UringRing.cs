using System.Runtime.InteropServices;
using static AoEde.Native.Disk.UringConstants;

namespace AoEde.Native.Disk;

/// <summary>
/// The two rings shared with the kernel. Invariants: we own the submission tail and the completion head, the kernel the
/// other two; entries become the other side's with a release store of the index; indices run freely and are masked.
/// </summary>
internal sealed unsafe class UringRing : IDisposable
{
    private readonly uint* _submissionTail;
    private readonly uint* _submissionFlags;
    private readonly uint* _completionHead;
    private readonly uint* _completionTail;
    private readonly UringSubmission* _submissions;
    private readonly UringCompletion* _completions;
    private readonly uint _submissionMask;
    private readonly uint _completionMask;
    private readonly nint _rings;
    private readonly nuint _ringBytes;
    private readonly nuint _submissionBytes;
    private uint _tail;
    private bool _disposed;

    private UringRing(int descriptor, UringMode mode, in UringParameters made)
    {
        Descriptor = descriptor;
        Mode = mode;
        Entries = (int)made.SubmissionEntries;
        _ringBytes = Math.Max(made.Submission.Array + (made.SubmissionEntries * sizeof(uint)),
            made.Completion.Entries + (made.CompletionEntries * (uint)sizeof(UringCompletion)));
        _submissionBytes = made.SubmissionEntries * (uint)sizeof(UringSubmission);
        _rings = Map(descriptor, _ringBytes, IORING_OFF_SQ_RING);
        try
        {
            _submissions = (UringSubmission*)Map(descriptor, _submissionBytes, IORING_OFF_SQES);
        }
        catch
        {
            _ = LibC.MemoryUnmap(_rings, _ringBytes);
            throw;
        }

        var at = (byte*)_rings;
        _submissionTail = (uint*)(at + made.Submission.Tail);
        _submissionFlags = (uint*)(at + made.Submission.Flags);
        _submissionMask = *(uint*)(at + made.Submission.RingMask);
        _completionHead = (uint*)(at + made.Completion.Head);
        _completionTail = (uint*)(at + made.Completion.Tail);
        _completionMask = *(uint*)(at + made.Completion.RingMask);
        _completions = (UringCompletion*)(at + made.Completion.Entries);

        // The indirection of the submission ring is of no use to us: slot i always names entry i.
        var order = (uint*)(at + made.Submission.Array);
        for (uint i = 0; i < made.SubmissionEntries; i++)
            order[i] = i;
    }

    public int Descriptor { get; }

    public UringMode Mode { get; }

    /// <summary>Submission entries; the completion ring has twice as many.</summary>
    public int Entries { get; }

    /// <summary>Whether the kernel waits for us to enter before it posts more completions.</summary>
    public bool HasWork => (Volatile.Read(ref *_submissionFlags) & IORING_SQ_TASKRUN) != 0;

    /// <summary>Makes a ring in the best mode of <paramref name="modes"/> that this kernel has.</summary>
    public static UringRing Open(int entries, IReadOnlyList<UringMode> modes)
    {
        foreach (var mode in modes)
        {
            var made = new UringParameters { Flags = mode.Flags };
            var descriptor = LibC.IoUringSetup(entries, &made);
            if (descriptor < 0 && Marshal.GetLastPInvokeError() == Errno.EINVAL && mode != modes[^1])
                continue;
            NativeException.Check(descriptor, "io_uring_setup");
            try
            {
                // The last of these came with 5.6, as did the plain READ and WRITE operations, which have no flag of their own.
                const uint needed = IORING_FEAT_SINGLE_MMAP | IORING_FEAT_SUBMIT_STABLE | IORING_FEAT_RW_CUR_POS;
                if ((made.Features & needed) != needed)
                    throw new NativeException("io_uring_setup (older than Linux 5.6)", Errno.ENOSYS);
                return new UringRing(descriptor, mode, made);
            }
            catch
            {
                _ = LibC.Close(descriptor);
                throw;
            }
        }

        throw new ArgumentException("No mode given", nameof(modes));
    }

    /// <summary>The next submission entry, zeroed, and its index. The caller counts that there is one.</summary>
    public ref UringSubmission Next(out int index)
    {
        index = (int)(_tail++ & _submissionMask);
        ref var entry = ref _submissions[index];
        entry = default;
        return ref entry;
    }

    /// <summary>Shows the kernel the entries taken so far; it looks at them when entered.</summary>
    public void Publish() => Volatile.Write(ref *_submissionTail, _tail);

    public int Enter(int submit, int minimumComplete) =>
        LibC.IoUringEnter(Descriptor, submit, minimumComplete, IORING_ENTER_GETEVENTS);

    public int Register(uint operation, void* argument, int count) =>
        LibC.IoUringRegister(Descriptor, operation, argument, count);

    /// <summary>Moves posted completions out of the ring.</summary>
    public int Drain(Span<DiskCompletion> into)
    {
        var head = *_completionHead;
        var count = (int)Math.Min(Volatile.Read(ref *_completionTail) - head, (uint)into.Length);
        if (count == 0)
            return 0;
        for (var i = 0; i < count; i++)
        {
            ref var from = ref _completions[(head + (uint)i) & _completionMask];
            into[i] = new DiskCompletion(from.UserData, from.Result);
        }

        Volatile.Write(ref *_completionHead, head + (uint)count);
        return count;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _ = LibC.MemoryUnmap((nint)_submissions, _submissionBytes);
        _ = LibC.MemoryUnmap(_rings, _ringBytes);
        _ = LibC.Close(Descriptor);
    }

    private static nint Map(int descriptor, nuint bytes, long offset)
    {
        var address = LibC.MemoryMap(0, bytes, LibC.PROT_READ | LibC.PROT_WRITE,
            LibC.MAP_SHARED | LibC.MAP_POPULATE, descriptor, offset);
        return address != LibC.MAP_FAILED ? address : throw NativeException.Last("mmap of io_uring's rings");
    }
}
