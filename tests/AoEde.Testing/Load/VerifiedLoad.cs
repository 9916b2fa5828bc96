using System.Diagnostics;
using AoEde.Native.Packet;
using AoEde.Testing.Initiators;

namespace AoEde.Testing.Load;

/// <summary>
/// Reads and writes through a target with many requests on the way, retransmits what is not answered, and checks every
/// byte that comes back against its <see cref="LoadJournal"/>. Its loop does not allocate: it also serves as a benchmark.
/// </summary>
public sealed class VerifiedLoad
{
    private readonly TargetClient client;
    private readonly LoadOptions options;
    private readonly LoadJournal journal;
    private readonly FrameTemplate template;
    private readonly RequestSlot[] slots;
    private readonly bool[] isBlockBusy;
    private readonly Random random;
    private readonly LatencyHistogram latency = new();
    private readonly long retransmitTicks;
    private readonly long patienceTicks;
    private long reads;
    private long writes;
    private long retransmissions;
    private long unexpected;
    private long lastAnswer;
    private int onTheWay;
    private int nextBlock;
    private string? failure;

    public VerifiedLoad(TargetClient client, LoadOptions options, LoadJournal journal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Depth, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(journal.Blocks, 2 * options.Depth);
        this.client = client;
        this.options = options;
        this.journal = journal;
        template = new FrameTemplate(client.Initiator.Mac, client.Target);
        slots = new RequestSlot[options.Depth];
        isBlockBusy = new bool[journal.Blocks];
        random = new Random(options.Seed);
        retransmitTicks = (long)(options.RetransmitAfter.TotalSeconds * Stopwatch.Frequency);
        patienceTicks = (long)(options.Patience.TotalSeconds * Stopwatch.Frequency);
        // Tags of an earlier load from this station must not match: begin somewhere else each time.
        for (var i = 0; i < slots.Length; i++)
            slots[i].Tag = (client.Initiator.NewTag() << 12) | (uint)i;
    }

    /// <summary>Completed requests so far; may be read from another thread.</summary>
    public long Completed => Interlocked.Read(ref reads) + Interlocked.Read(ref writes);

    /// <summary>
    /// Works until the operations are done or <paramref name="stop"/> says so; then awaits what is on the way, unless
    /// <paramref name="abandon"/> says that no answer will come.
    /// </summary>
    public LoadResult Run(CancellationToken stop = default, CancellationToken abandon = default)
    {
        var port = client.Initiator.Port;
        var started = lastAnswer = Stopwatch.GetTimestamp();
        while (failure is null && !abandon.IsCancellationRequested)
        {
            var isStopping = stop.IsCancellationRequested || Completed >= options.Operations;
            if (isStopping && onTheWay == 0)
                break;
            var received = Receive(port);
            if (!isStopping)
                StartRequests(port);
            _ = port.Flush();
            if (!received)
                Idle();
        }

        // What the target acknowledged before it was killed counts, also if it is still in the ring.
        while (Receive(port))
        {
        }

        return new LoadResult(
            reads, writes, retransmissions, unexpected, Stopwatch.GetElapsedTime(started), latency, failure);
    }

    private bool Receive(PacketPort port)
    {
        var any = false;
        while (port.TryReceive(out var frame))
        {
            any = true;
            if (template.IsAnswer(frame.Bytes, out var tag))
                Complete(tag, frame.Bytes);
            port.Release();
        }

        return any;
    }

    private void Complete(uint tag, ReadOnlySpan<byte> frame)
    {
        var index = (int)(tag & 0xFF);
        if (index >= slots.Length || !slots[index].IsBusy || slots[index].Tag != tag)
        {
            unexpected++;
            return;
        }

        ref var slot = ref slots[index];
        var wrong = template.Problem(frame, slot.IsWrite ? 0 : journal.BlockSectors);
        if (wrong is null && !slot.IsWrite)
            wrong = journal.Check(slot.Block, frame[FrameTemplate.DataOffset..]);
        if (wrong is not null)
        {
            failure ??= $"{(slot.IsWrite ? "write" : "read")} of block {slot.Block}: {wrong}";
            return;
        }

        if (slot.IsWrite)
            journal.Acknowledge(slot.Block, slot.Version);
        Interlocked.Increment(ref slot.IsWrite ? ref writes : ref reads);
        lastAnswer = Stopwatch.GetTimestamp();
        latency.Record(lastAnswer - slot.FirstSent);
        isBlockBusy[slot.Block] = false;
        slot.IsBusy = false;
        onTheWay--;
    }

    private void StartRequests(PacketPort port)
    {
        for (var i = 0; onTheWay < slots.Length && i < slots.Length; i++)
        {
            ref var slot = ref slots[i];
            if (slot.IsBusy)
                continue;
            slot.IsWrite = random.Next(100) >= options.ReadPercent;
            slot.Block = ChooseBlock();
            slot.Version = slot.IsWrite ? journal.Issue(slot.Block) : 0;
            slot.Tag = NextTag(slot.Tag);
            slot.FirstSent = Stopwatch.GetTimestamp();
            slot.IsBusy = true;
            isBlockBusy[slot.Block] = true;
            onTheWay++;
            Send(port, ref slot);
        }
    }

    // Two requests to one block at a time would leave open which of them a later read should see.
    private int ChooseBlock()
    {
        var block = options.Sequential ? nextBlock : random.Next(journal.Blocks);
        while (isBlockBusy[block])
            block = block + 1 == journal.Blocks ? 0 : block + 1;
        nextBlock = block + 1 == journal.Blocks ? 0 : block + 1;
        return block;
    }

    private void Idle()
    {
        var now = Stopwatch.GetTimestamp();
        if (now - lastAnswer > patienceTicks)
            failure ??= $"no answer for {options.Patience.TotalSeconds} s with {onTheWay} requests on the way";
        for (var i = 0; i < slots.Length; i++)
        {
            ref var slot = ref slots[i];
            if (!slot.IsBusy || now - slot.LastSent < retransmitTicks)
                continue;
            if (options.NewTagOnRetransmit)
                slot.Tag = NextTag(slot.Tag);
            retransmissions++;
            Send(client.Initiator.Port, ref slot);
        }

        client.Initiator.Wait(1);
    }

    private void Send(PacketPort port, ref RequestSlot slot)
    {
        // A frame that finds no room counts as lost on the wire.
        slot.LastSent = Stopwatch.GetTimestamp();
        if (port.TryReserve(out var frame, out _))
            port.Commit(template.Write(frame, slot, journal.LbaOf(slot.Block), journal.BlockSectors));
    }

    // The slot's number in the low byte, a count above it; bit 31 stays clear as with Linux.
    private static uint NextTag(uint tag) => (tag + 0x100) & 0x7FFF_FFFF;
}
