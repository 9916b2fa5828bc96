using AoEde.Engine.Commands;
using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;
using AoEde.Native.Packet;

namespace AoEde.Engine.Wire;

/// <summary>
/// One interface being served: the handle by which the control side speaks to the threads that serve it. Usually that is one; with
/// several each has rings, disk queues and lanes of its own, and the initiators that fall to it by their MAC address. What is done to a
/// target is done on all of them; what is said to the segment is said by the first.
/// </summary>
internal sealed class InterfacePump : IDisposable
{
    private InterfacePump(PumpOptions options, Func<PumpThread, ISoftStateEditor> editor, IConflictSink conflicts)
    {
        Options = options;
        var threads = new List<PumpThread>();
        for (int i = 0; i < options.Threads; i++)
        {
            PacketShare? share = options.Threads > 1 ? new PacketShare(i, options.Threads) : null;
            threads.Add(new PumpThread(options, share, threads.LastOrDefault()?.Started ?? Task.CompletedTask, editor, conflicts));
        }

        Threads = threads;
        Stopped = EndOf(threads);
    }

    public PumpOptions Options { get; }

    /// <summary>The threads that serve it.</summary>
    public IReadOnlyList<PumpThread> Threads { get; }

    /// <summary>MTU of the interface now, in bytes.</summary>
    public int Mtu => First.Transmitter.Mtu;

    /// <summary>Ends when its threads have ended; faulted as soon as one has failed.</summary>
    public Task Stopped { get; }

    /// <summary>What was counted, by all threads together.</summary>
    public PumpTally Tally => new([.. Threads.Select(t => t.Loop)]);

    private PumpLoop First => Threads[0].Loop;

    /// <summary>Opens the rings and starts serving, with no targets yet.</summary>
    /// <param name="options">The interface.</param>
    /// <param name="editor">Makes the editor that takes edits off a thread.</param>
    /// <param name="conflicts">Who is told of other answers at our addresses.</param>
    /// <exception cref="Native.NativeException">The rings could not be opened.</exception>
    public static async Task<InterfacePump> StartAsync(
        PumpOptions options, Func<PumpThread, ISoftStateEditor> editor, IConflictSink conflicts)
    {
        var pump = new InterfacePump(options, editor, conflicts);
        try
        {
            // All of them here and now: a thread is born in the network namespace of the one that starts it.
            foreach (var thread in pump.Threads)
                thread.Start();
            await Task.WhenAll(pump.Threads.Select(t => t.Started));
            if (options.Threads > 1)
                PumpLoop.ShareFrames([.. pump.Threads.Select(t => t.Loop)]);
            return pump;
        }
        catch
        {
            pump.PostStop();
            throw;
        }
    }

    /// <summary>Takes on a target.</summary>
    /// <param name="target">An open target.</param>
    /// <returns>Its lanes, one for each thread.</returns>
    /// <exception cref="Native.NativeException">A disk queue took no further file; the target is on none.</exception>
    public async Task<IReadOnlyList<TargetLane>> AddAsync(Target target)
    {
        var lanes = new TargetLane[Threads.Count];
        try
        {
            await Task.WhenAll(Threads.Select((thread, i) => thread.RunAsync(() => lanes[i] = thread.Loop.Add(target))));
            return lanes;
        }
        catch
        {
            await RemoveAsync(target);
            throw;
        }
    }

    /// <summary>Takes a target off the interface; ends when all it had received is answered.</summary>
    /// <param name="target">The target.</param>
    public Task RemoveAsync(Target target) => UntilAsync((loop, gone) => loop.Remove(target, gone));

    /// <summary>Keeps a target's new writes back; ends when those before are stable and answered.</summary>
    /// <param name="target">The target.</param>
    public Task HoldWritesAsync(Target target) => UntilAsync((loop, held) => loop.Lanes.HoldWrites(target, held));

    /// <summary>Lets a target's writes through again.</summary>
    /// <param name="target">The target.</param>
    public Task ReleaseWritesAsync(Target target) => RunAsync(loop => loop.Lanes.ReleaseWrites(target));

    /// <summary>Makes a shadow known to the disk queues of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="shadow">Its shadow.</param>
    /// <exception cref="Native.NativeException">A disk queue took no further file.</exception>
    public Task AttachShadowAsync(Target target, ShadowFile shadow) => RunAsync(loop => loop.Lanes.AttachShadow(target, shadow));

    /// <summary>Lets the disk queues of a target forget its shadow; ends when nothing of it is under way there.</summary>
    /// <param name="target">The target, without an overlay by now.</param>
    public Task DetachShadowAsync(Target target) => UntilAsync((loop, gone) => loop.Lanes.DetachShadow(target, gone));

    public void Advertise() => Threads[0].Post(() =>
    {
        foreach (var lane in First.Table.Lanes)
            First.Advertise(lane);
    });

    public void Advertise(Target target) => Threads[0].Post(() =>
    {
        if (First.Table.Find(target.Address) is { } lane)
            First.Advertise(lane);
    });

    public void AskForOthers(uint tag) => Threads[0].Post(() => First.AskForOthers(tag));

    /// <summary>Whether the rings can carry an MTU, in bytes.</summary>
    /// <param name="mtu">The MTU.</param>
    public bool CanServe(int mtu) => mtu <= First.LargestMtu;

    /// <summary>Takes on another MTU that the rings can carry.</summary>
    /// <param name="mtu">The MTU, in bytes.</param>
    public Task SetMtuAsync(int mtu) => RunAsync(loop => loop.Transmitter.Mtu = mtu);

    /// <summary>Stops intake, answers what was received, and ends the threads.</summary>
    public async Task StopAsync()
    {
        PostStop();
        await Task.WhenAll(Threads.Select(t => t.Stopped));
    }

    /// <summary>Frees what is left; only when nobody can post any more.</summary>
    public void Dispose()
    {
        foreach (var thread in Threads)
            thread.Dispose();
    }

    private static async Task EndOf(IReadOnlyList<PumpThread> threads)
    {
        await foreach (var ended in Task.WhenEach(threads.Select(t => t.Stopped)))
            await ended;
    }

    // Of those that run: a thread that could not open its rings has ended by itself.
    private void PostStop()
    {
        foreach (var thread in Threads)
            thread.Post(() => thread.Loop.Stop());
    }

    private Task UntilAsync(Action<PumpLoop, TaskCompletionSource> begin) =>
        Task.WhenAll(Threads.Select(t => t.UntilAsync(reached => begin(t.Loop, reached))));

    private Task RunAsync(Action<PumpLoop> action) => Task.WhenAll(Threads.Select(t => t.RunAsync(() => action(t.Loop))));
}
