using AoEde.Native.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Testing.Host;

namespace AoEde.Native.Tests.Disk;

/// <summary>What every disk queue promises; each kind runs it.</summary>
public abstract class DiskQueueSuite
{
    protected const int Sector = 512;

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OfEverySector_BringsThatSector(bool registered)
    {
        using var fixture = Open();
        var buffers = registered ? fixture.Registered : fixture.Unregistered;
        for (var first = 0; first < QueueFixture.Sectors; first += QueueFixture.Depth)
        {
            for (var i = 0; i < QueueFixture.Depth; i++)
                fixture.Queue.TryRead(fixture.Slot, buffers.Address(i), Sector, (first + i) * Sector, (ulong)i).ShouldBeTrue();

            var done = fixture.Await(QueueFixture.Depth);

            done.ShouldAllBe(completion => completion.Result == Sector);
            done.Select(completion => completion.Token).Distinct().Count().ShouldBe(QueueFixture.Depth);
            for (var i = 0; i < QueueFixture.Depth; i++)
                BitConverter.ToInt64(buffers.Bytes(i)).ShouldBe(first + i);
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ThenSync_IsInTheFile(bool registered)
    {
        using var fixture = Open();
        var buffers = registered ? fixture.Registered : fixture.Unregistered;
        for (var i = 0; i < QueueFixture.Depth; i++)
        {
            buffers.Bytes(i).Fill((byte)(i + 1));
            fixture.Queue.TryWrite(fixture.Slot, buffers.Address(i), 1024, i * 2048L, (ulong)i).ShouldBeTrue();
        }

        fixture.Await(QueueFixture.Depth).ShouldAllBe(completion => completion.Result == 1024);
        fixture.Queue.TrySync(fixture.Slot, 77).ShouldBeTrue();
        fixture.Await(1).ShouldBe([new DiskCompletion(77, 0)]);

        var stored = fixture.Stored();
        for (var i = 0; i < QueueFixture.Depth; i++)
        {
            stored.AsSpan(i * 2048, 1024).IndexOfAnyExcept((byte)(i + 1)).ShouldBe(-1);
            BitConverter.ToInt64(stored, (i * 2048) + 1024).ShouldBe((i * 4) + 2, "what lies between is untouched");
        }
    }

    [SkippableFact]
    public void ReadParts_OverNeighbouringSectors_ScattersThem()
    {
        using var fixture = Open();
        IoVector[] parts = [.. Enumerable.Range(0, IDiskQueue.MaximumParts).Select(i => new IoVector(fixture.Registered.Address(i), Sector))];
        fixture.Queue.TryReadParts(fixture.Slot, parts, 100 * Sector, 1).ShouldBeTrue();
        fixture.Queue.TryReadParts(fixture.Slot, [new(fixture.Unregistered.Address(0), 1024)], 0, 2).ShouldBeTrue();
        Array.Clear(parts); // The queue keeps a copy.

        var done = fixture.Await(2).ToDictionary(completion => completion.Token, completion => completion.Result);

        done[1].ShouldBe(IDiskQueue.MaximumParts * Sector);
        done[2].ShouldBe(1024);
        for (var i = 0; i < IDiskQueue.MaximumParts; i++)
            BitConverter.ToInt64(fixture.Registered.Bytes(i)).ShouldBe(100 + i);
    }

    [SkippableFact]
    public void WriteParts_FromSeveralPlaces_GathersThem()
    {
        using var fixture = Open();
        for (var i = 0; i < 8; i++)
            fixture.Registered.Bytes(i).Fill((byte)(0xA0 + i));
        IoVector[] parts = [.. Enumerable.Range(0, 8).Select(i => new IoVector(fixture.Registered.Address(i), Sector))];
        fixture.Queue.TryWriteParts(fixture.Slot, parts, 5 * Sector, 1).ShouldBeTrue();

        fixture.Await(1).ShouldBe([new DiskCompletion(1, 8 * Sector)]);

        var stored = fixture.Stored();
        for (var i = 0; i < 8; i++)
            stored.AsSpan((5 + i) * Sector, Sector).IndexOfAnyExcept((byte)(0xA0 + i)).ShouldBe(-1);
    }

    [SkippableFact]
    public void Parts_NoneOrTooMany_AreRefusedAtOnce()
    {
        using var fixture = Open();

        Should.Throw<ArgumentOutOfRangeException>(() => fixture.Queue.TryReadParts(fixture.Slot, [], 0, 1));
        var many = new IoVector[IDiskQueue.MaximumParts + 1];
        Should.Throw<ArgumentOutOfRangeException>(() => fixture.Queue.TryWriteParts(fixture.Slot, many, 0, 1));
        fixture.Queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void Try_AtFullDepth_IsFalseUntilReaped()
    {
        using var fixture = Open();
        var queue = fixture.Queue;
        queue.Depth.ShouldBe(QueueFixture.Depth);
        for (var i = 0; i < queue.Depth; i++)
            queue.TryRead(fixture.Slot, fixture.Registered.Address(i), Sector, 0, 0).ShouldBeTrue();

        queue.TryRead(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 0).ShouldBeFalse();
        queue.TrySync(fixture.Slot, 0).ShouldBeFalse();
        queue.TryWriteParts(fixture.Slot, [new(fixture.Registered.Address(0), Sector)], 0, 0).ShouldBeFalse();
        queue.Outstanding.ShouldBe(queue.Depth);

        fixture.Await(queue.Depth);
        queue.Outstanding.ShouldBe(0);
        queue.TryRead(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 0).ShouldBeTrue();
        fixture.Await(1);
    }

    [SkippableFact]
    public void Submit_WithNothingQueued_TakesNothing()
    {
        using var fixture = Open();

        fixture.Queue.Submit().ShouldBe(0);
        fixture.Queue.Reap(new DiskCompletion[4]).ShouldBe(0);
    }

    [SkippableFact]
    public void Submit_TakesAllThatIsQueued()
    {
        using var fixture = Open();
        for (var i = 0; i < 100; i++)
            fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(i), Sector, 0, 0);

        fixture.Queue.Submit().ShouldBe(100);
        fixture.Await(100);
    }

    [SkippableFact]
    public void Reap_WithLittleRoom_LeavesTheRestForLater()
    {
        using var fixture = Open();
        for (var i = 0; i < 10; i++)
            fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(i), Sector, 0, (ulong)i);
        fixture.Queue.Submit();
        var one = new DiskCompletion[1];
        var tokens = new HashSet<ulong>();
        while (tokens.Count < 10)
        {
            fixture.Wakes().ShouldBeTrue("completions wait");
            if (fixture.Queue.Reap(one) == 1)
                tokens.Add(one[0].Token).ShouldBeTrue();
        }

        fixture.Queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void Read_AtAndAcrossTheEnd_IsShort()
    {
        using var fixture = Open();
        const long End = QueueFixture.Sectors * (long)Sector;
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(0), 4096, End - 1024, 1);
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(1), 4096, End, 2);

        var done = fixture.Await(2).ToDictionary(completion => completion.Token, completion => completion.Result);

        done[1].ShouldBe(1024);
        done[2].ShouldBe(0);
    }

    [SkippableFact]
    public void Operations_OnDetachedSlot_CompleteWithBadDescriptorAndWake()
    {
        using var fixture = Open();
        var second = fixture.Queue.Attach(fixture.File);
        fixture.Queue.Detach(second);
        fixture.Queue.TryRead(second, fixture.Registered.Address(0), Sector, 0, 1);
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(1), Sector, 7 * Sector, 2);
        fixture.Queue.TrySync(second, 3);
        fixture.Queue.Submit();

        fixture.Wakes().ShouldBeTrue();
        var done = fixture.Await(3).ToDictionary(completion => completion.Token, completion => completion.Result);

        done[1].ShouldBe(-Errno.EBADF);
        done[2].ShouldBe(Sector, "its neighbours are not touched");
        done[3].ShouldBe(-Errno.EBADF);
        fixture.Queue.Outstanding.ShouldBe(0);
        ShouldFallSilent(fixture);
    }

    [SkippableFact]
    public void Attach_AfterDetach_ServesTheNewFile()
    {
        using var fixture = Open();
        using var otherPath = Files.TestFile.OfNumberedSectors(8);
        using var other = BlockFile.Open(otherPath.Path, new BlockFileOptions());
        fixture.Queue.Detach(fixture.Slot);

        var slot = fixture.Queue.Attach(other);
        slot.ShouldBe(fixture.Slot, "slots are used again");
        fixture.Queue.TryRead(slot, fixture.Registered.Address(0), 4096, 4096, 1);

        fixture.Await(1).ShouldBe([new DiskCompletion(1, 0)]);
    }

    [SkippableFact]
    public void Write_ToReadOnlyFile_CompletesWithError()
    {
        using var fixture = Open();
        using var reader = BlockFile.Open(fixture.FilePath, new BlockFileOptions { ReadOnly = true });
        var slot = fixture.Queue.Attach(reader);
        fixture.Queue.TryWrite(slot, fixture.Registered.Address(0), Sector, 0, 1);

        fixture.Await(1).ShouldBe([new DiskCompletion(1, -Errno.EBADF)]);
    }

    [SkippableFact]
    public void Read_Misaligned_CompletesWithInvalidArgument()
    {
        using var fixture = new QueueFixture(OpenQueue, direct: true, Wake);
        Skip.IfNot(fixture.File.IsDirect, $"no direct I/O here: {fixture.File.DirectRefusal}");
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(0), 100, 3, 1);

        fixture.Await(1).ShouldBe([new DiskCompletion(1, -Errno.EINVAL)]);
    }

    [SkippableFact]
    public void PollDescriptor_AfterCompletion_WakesAndFallsSilentWhenReaped()
    {
        using var fixture = Open();
        for (var round = 0; round < 50; round++)
        {
            fixture.IsReadableNow().ShouldBeFalse("nothing is in flight");
            fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(0), Sector, round * Sector, (ulong)round);
            fixture.Queue.Submit();

            fixture.Wakes().ShouldBeTrue();
            fixture.Await(1).ShouldBe([new DiskCompletion((ulong)round, Sector)]);
            ShouldFallSilent(fixture);
        }
    }

    [SkippableFact]
    public void PollDescriptor_UnderALoadOfSmallBatches_NeverSleepsThroughACompletion()
    {
        using var fixture = Open();
        var one = new DiskCompletion[1];
        var inFlight = 0;
        for (var i = 0; i < 20_000 || inFlight > 0;)
        {
            // One at a time, so that completions arrive while others are reaped and signals are cleared.
            for (; i < 20_000 && inFlight < 4; i++, inFlight++)
                fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(i % 8), Sector << (i % 4), i % 64 * 4096, (ulong)i);
            fixture.Queue.Submit();
            if (fixture.Queue.Reap(one) == 1)
                inFlight--;
            else
                fixture.Wakes().ShouldBeTrue($"{inFlight} operations are in flight");
        }

        fixture.Queue.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void Operations_OnBufferedFile_WorkToo()
    {
        using var fixture = new QueueFixture(OpenQueue, direct: false, Wake);
        fixture.Unregistered.Bytes(0)[..100].Fill(9);
        fixture.Queue.TryWrite(fixture.Slot, fixture.Unregistered.Address(0), 100, 51, 1);
        fixture.Await(1).ShouldBe([new DiskCompletion(1, 100)]);
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(1), 102, 50, 2);
        fixture.Await(1).ShouldBe([new DiskCompletion(2, 102)]);

        fixture.Registered.Bytes(1)[1..101].IndexOfAnyExcept((byte)9).ShouldBe(-1);
    }

    [SkippableFact]
    public void TenThousandOperations_OnceWarm_AllocateNothing()
    {
        using var fixture = Open();
        Run(fixture, 1000);

        Allocations.LeastOf(() => Run(fixture, 10_000)).ShouldBe(0);
    }

    [SkippableFact]
    public void TenThousandEmptyReaps_AllocateNothing()
    {
        using var fixture = Open();
        Run(fixture, 100);
        var room = new DiskCompletion[8];

        Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 10_000; i++)
                fixture.Queue.Reap(room);
        }).ShouldBe(0);
    }

    [SkippableFact]
    public void Dispose_WithOperationsInFlight_WaitsForThem()
    {
        using var path = Files.TestFile.OfNumberedSectors(QueueFixture.Sectors);
        using var buffers = new AlignedBuffers(QueueFixture.Depth, 4096);
        using var file = BlockFile.Open(path.Path, new BlockFileOptions { Direct = IsDirect });
        for (var round = 1; round <= 5; round++)
        {
            using (var queue = OpenQueue(QueueFixture.Depth, buffers.Region))
            {
                var slot = queue.Attach(file);
                for (var i = 0; i < QueueFixture.Depth / 2; i++)
                {
                    buffers.Bytes(i).Fill((byte)round);
                    queue.TryWrite(slot, buffers.Address(i), 4096, i * 4096L, 0);
                }

                queue.Submit();
                queue.TryWrite(slot, buffers.Address(0), 4096, (QueueFixture.Depth - 1) * 4096L, 0); // Never submitted: dropped.
            }

            var stored = Files.TestFile.ReadAll(path.Path);
            stored.AsSpan(0, QueueFixture.Depth / 2 * 4096).IndexOfAnyExcept((byte)round).ShouldBe(-1);
            BitConverter.ToInt64(stored, (QueueFixture.Depth - 1) * 4096).ShouldBe((QueueFixture.Depth - 1) * 8);
        }
    }

    [SkippableFact]
    public void Dispose_Twice_IsHarmless()
    {
        var fixture = Open();
        fixture.Queue.TryRead(fixture.Slot, fixture.Registered.Address(0), Sector, 0, 1);
        fixture.Queue.Dispose();

        Should.NotThrow(fixture.Dispose);
    }

    protected abstract IDiskQueue OpenQueue(int depth, MemoryRegion buffers);

    /// <summary>Whether the suite's file is open for direct I/O.</summary>
    protected virtual bool IsDirect => true;

    /// <summary>What the queue wakes a sleeper by beside its own descriptor.</summary>
    protected virtual EventFd? Wake => null;

    private protected QueueFixture Open() => new(OpenQueue, IsDirect, Wake);

    private static void ShouldFallSilent(QueueFixture fixture)
    {
        // AIO signals after it posts: a late signal may wake once more, and the Reap it causes takes it away.
        var nothing = new DiskCompletion[1];
        SpinWait.SpinUntil(() => fixture.Queue.Reap(nothing) == 0 && !fixture.IsReadableNow(), TimeSpan.FromSeconds(10)).ShouldBeTrue();
        fixture.IsReadableNow().ShouldBeFalse();
    }

    private static void Run(QueueFixture fixture, int operations)
    {
        for (var i = 0; i < operations; i += 100)
        {
            for (var n = 0; n < 98; n++)
            {
                var address = (n % 2 == 0 ? fixture.Registered : fixture.Unregistered).Address(n);
                _ = n % 3 == 0
                    ? fixture.Queue.TryWrite(fixture.Slot, address, Sector, n * Sector, (ulong)n)
                    : fixture.Queue.TryRead(fixture.Slot, address, Sector, n * Sector, (ulong)n);
            }

            fixture.Queue.TryReadParts(fixture.Slot, [new(fixture.Registered.Address(99), Sector)], 0, 1);
            fixture.Queue.TrySync(fixture.Slot, 2);
            fixture.Drain(100);
        }
    }
}
