using AoEde.Native.Files;

namespace AoEde.Native.Disk;

/// <summary>
/// A queue of disk operations that one thread fills, submits and reaps. Nothing on those paths allocates or blocks on
/// the disk. Operations complete in any order, and a sync covers only writes that had completed when it was submitted.
/// <para>The first <see cref="Submit"/> makes its thread the owner: from then on every member but
/// <see cref="PollDescriptor"/> belongs to that thread, <see cref="IDisposable.Dispose"/> included.</para>
/// </summary>
public interface IDiskQueue : IDisposable
{
    /// <summary>Most pieces one scattered operation may have.</summary>
    const int MaximumParts = 32;

    /// <summary><c>io_uring</c> or <c>aio</c>, for status and logs.</summary>
    string Name { get; }

    /// <summary>Most operations that may be outstanding.</summary>
    int Depth { get; }

    /// <summary>Operations accepted by a Try method and not yet reaped, submitted or not.</summary>
    int Outstanding { get; }

    /// <summary>Readable while completions wait for <see cref="Reap"/>. May wake without one; never sleeps through one.</summary>
    int PollDescriptor { get; }

    /// <summary>Whether operations that were done at once wait for <see cref="Reap"/>; <see cref="PollDescriptor"/> does not tell of those.</summary>
    bool HasReady => false;

    /// <summary>Whether nothing waits to be submitted, and operations are under way on a thread that may need this very CPU: it is better to sleep than to look again and again.</summary>
    bool WaitsForThread => false;

    /// <summary>To be called before a sleep on <see cref="PollDescriptor"/>, so that a thread that completes operations wakes it up.</summary>
    /// <returns>False when the owner is to <see cref="Reap"/> first.</returns>
    bool TryPrepareSleep() => true;

    /// <summary>Takes a file into the file table.</summary>
    /// <param name="file">Stays open while operations on its slot are outstanding, even when it is disposed meanwhile.</param>
    /// <returns>Its slot.</returns>
    /// <exception cref="NativeException">The table is full or the kernel refused.</exception>
    int Attach(BlockFile file);

    /// <summary>Frees a slot. Operations on a free slot complete with -EBADF; those already submitted run on.</summary>
    /// <param name="slot">A slot of <see cref="Attach"/>.</param>
    void Detach(int slot);

    /// <summary>Queues a read.</summary>
    /// <param name="slot">The file's slot.</param>
    /// <param name="buffer">Where to; stays valid until the operation is reaped.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">From where in the file.</param>
    /// <param name="token">Comes back in the completion.</param>
    /// <returns>False when the queue is full.</returns>
    bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token);

    /// <summary>Queues a write.</summary>
    /// <param name="slot">The file's slot.</param>
    /// <param name="buffer">Where from; stays valid and unchanged until the operation is reaped.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="offset">Where to in the file.</param>
    /// <param name="token">Comes back in the completion.</param>
    /// <returns>False when the queue is full.</returns>
    bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token);

    /// <summary>Queues one read of adjacent bytes that lands in several places: neighbouring requests of a batch.</summary>
    /// <param name="slot">The file's slot.</param>
    /// <param name="parts">Where to, 1 to <see cref="MaximumParts"/> pieces; copied, the memory they name stays valid until reaped.</param>
    /// <param name="offset">From where in the file.</param>
    /// <param name="token">Comes back in the completion, whose result counts the bytes of all parts.</param>
    /// <returns>False when the queue is full.</returns>
    bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token);

    /// <summary>Queues one write of adjacent bytes that come from several places.</summary>
    /// <param name="slot">The file's slot.</param>
    /// <param name="parts">Where from, 1 to <see cref="MaximumParts"/> pieces; copied, the memory they name stays valid until reaped.</param>
    /// <param name="offset">Where to in the file.</param>
    /// <param name="token">Comes back in the completion, whose result counts the bytes of all parts.</param>
    /// <returns>False when the queue is full.</returns>
    bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token);

    /// <summary>Queues an fdatasync.</summary>
    /// <param name="slot">The file's slot.</param>
    /// <param name="token">Comes back in the completion.</param>
    /// <returns>False when the queue is full.</returns>
    bool TrySync(int slot, ulong token);

    /// <summary>Hands what was queued to the kernel, with one system call as a rule and none when nothing was queued.</summary>
    /// <returns>How many operations it took. What it could not take now (short of resources) stays queued for the next call.</returns>
    /// <exception cref="NativeException">The queue itself is broken; the error of one operation arrives as its completion.</exception>
    int Submit();

    /// <summary>Collects finished operations. Never blocks, and stays in user space while there is nothing to collect.</summary>
    /// <param name="completions">Receives them.</param>
    /// <returns>How many were written; when all room was used there may be more.</returns>
    int Reap(Span<DiskCompletion> completions);
}
