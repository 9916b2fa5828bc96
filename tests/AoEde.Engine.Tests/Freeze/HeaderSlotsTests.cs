using AoEde.Engine.Freeze;
using AoEde.Native;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>The header through power cuts, failing disks and damage.</summary>
public sealed class HeaderSlotsTests
{
    private static ShadowHeader Numbered(long number) => ShadowBench.Header() with { FreezeSequence = number };

    [Fact]
    public void Store_PowerCutAtAnyMoment_LeavesTheOldOrTheNew()
    {
        var luck = new Random(1);
        int news = 0;
        for (int round = 0; round < 300; round++)
        {
            var (disk, slots) = Stored(0, 1, 2);
            var cuts = new List<CrashDisk>();
            disk.Before = () => cuts.Add(disk.Crash(luck));
            slots.Store(Numbered(3));
            cuts.Count.ShouldBe(4, "two writes and two syncs");
            foreach (var left in cuts)
            {
                long found = Load(left);
                found.ShouldBeInRange(2, 3);
                news += found == 3 ? 1 : 0;
            }

            Load(disk.Crash(luck)).ShouldBe(3, "what was stored is in force");
        }

        news.ShouldBeInRange(400, 900, "both happen");
    }

    [Fact]
    public void Store_OnADiskThatFails_NeverLosesTheOldOne()
    {
        var luck = new Random(2);
        for (int failing = 0; failing < 4; failing++)
        {
            for (int next = 0; next < 4; next++)
            {
                var (disk, slots) = Stored(0, 1, 2);
                disk.FailAfter = failing;
                Should.Throw<NativeException>(() => slots.Store(Numbered(3)));
                Load(disk.Crash(luck)).ShouldBeInRange(2, 3);
                disk.FailAfter = next;
                Should.Throw<NativeException>(() => slots.Store(Numbered(4)));
                Load(disk.Crash(luck)).ShouldBeInRange(2, 4);
                disk.FailAfter = null;
                slots.Store(Numbered(5));
                Load(disk.Crash(luck)).ShouldBe(5);
            }
        }
    }

    [Fact]
    public void Load_AfterADiskFailedAndTheProcessEnded_IsAffirmedBeforeAnythingElse()
    {
        var luck = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            var (failed, slots) = Stored(luck.Next(), 1, 2);
            failed.FailAfter = round % 4;
            Should.Throw<NativeException>(() => slots.Store(Numbered(3)));

            var disk = failed.Copy();
            var again = new HeaderSlots(disk);
            long found = again.Load("x").FreezeSequence;
            var cuts = new List<CrashDisk>();
            disk.Before = () => cuts.Add(disk.Crash(luck));
            again.Affirm();
            disk.Sync();
            int affirmed = cuts.Count;
            again.Store(Numbered(10));
            foreach (var left in cuts[..affirmed])
                Load(left).ShouldBeInRange(2, 3);
            foreach (var left in cuts[affirmed..])
                Load(left).ShouldBeOneOf(found, 10);
        }
    }

    [Fact]
    public void Load_AnyByteChanged_StillSaysTheSame()
    {
        var (disk, _) = Stored(0, 1, 2, 3);
        for (int at = 0; at < disk.Content.Length; at++)
        {
            byte bit = (byte)(1 << (at % 8));
            disk.Content[at] ^= bit;
            Load(disk).ShouldBe(3, $"byte {at}");
            disk.Content[at] ^= bit;
        }
    }

    [Fact]
    public void IsWhole_AnyBitOfEnvelopeOrPayloadChanged_IsNot()
    {
        byte[] slot = HeaderFormat.Encode(Numbered(1), 1)!;
        int used = Array.FindLastIndex(slot, value => value != 0) + 1;
        HeaderFormat.IsWhole(slot, out _, out _).ShouldBeTrue();
        for (int at = 0; at < used; at++)
        {
            for (int bit = 1; bit < 256; bit <<= 1)
            {
                slot[at] ^= (byte)bit;
                HeaderFormat.IsWhole(slot, out _, out _).ShouldBeFalse($"byte {at}, mask {bit}");
                slot[at] ^= (byte)bit;
            }
        }
    }

    [Fact]
    public void IsWhole_CutShortAnywhere_IsNot()
    {
        byte[] slot = HeaderFormat.Encode(Numbered(1), 1)!;
        int used = Array.FindLastIndex(slot, value => value != 0) + 1;
        for (int length = 0; length < used; length++)
            HeaderFormat.IsWhole(slot.AsSpan(0, length), out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Load_BothDamaged_IsLost()
    {
        var (disk, _) = Stored(0, 1);
        disk.Content[40] ^= 1;
        disk.Content[ShadowLayout.SlotBytes + 40] ^= 1;

        Should.Throw<ShadowLostException>(() => Load(disk)).Message.ShouldContain("no whole header");
    }

    [Fact]
    public void Load_NewestFromAnotherVersion_IsLostEvenBesideAnOlderOneOfOurs()
    {
        var (disk, _) = Stored(0, 1);
        byte[] other = HeaderFormat.Encode(Numbered(2), 99)!;
        other[8] = 2;
        BitConverter.TryWriteBytes(other.AsSpan(24), Crc32C.OfAllBut(other.AsSpan(0, 32 + BitConverter.ToInt32(other, 12)), 24));
        disk.Write(other, ShadowLayout.SlotBytes);

        Should.Throw<ShadowLostException>(() => Load(disk)).Message.ShouldContain("has format 2");
    }

    [Theory]
    [InlineData("\"state\":\"Frozen\"", "\"state\":\"Thawed\"")]
    [InlineData("\"state\":\"Frozen\"", "\"state\":5       ")]
    [InlineData("\"baseSectors\":8192", "\"baseSectors\":   0")]
    [InlineData("\"baseSectors\":8192", "\"baseXectors\":8192")]
    [InlineData("\"mergedUpToSector\":0", "\"mergedUpToSector\":7")]
    [InlineData("\"targetName\":\"disk1\"", "\"targetName\":null   ")]
    [InlineData("{", "[")]
    public void Load_AHeaderThatMakesNoSense_IsLost(string written, string instead)
    {
        byte[] slot = HeaderFormat.Encode(Numbered(1), 1)!;
        int at = slot.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(written));
        at.ShouldBeGreaterThan(0);
        System.Text.Encoding.UTF8.GetBytes(instead).CopyTo(slot, at);
        BitConverter.TryWriteBytes(slot.AsSpan(24), Crc32C.OfAllBut(slot.AsSpan(0, 32 + BitConverter.ToInt32(slot, 12)), 24));
        var disk = new CrashDisk();
        disk.Write(slot, 0);

        Should.Throw<ShadowLostException>(() => Load(disk)).Message.ShouldContain("makes no sense");
    }

    private static (CrashDisk Disk, HeaderSlots Slots) Stored(int seed, params long[] numbers)
    {
        var disk = new CrashDisk(seed);
        disk.Write(new byte[ShadowLayout.Slots * ShadowLayout.SlotBytes], 0);
        var slots = new HeaderSlots(disk);
        foreach (long number in numbers)
            slots.Store(Numbered(number));
        return (disk, slots);
    }

    private static long Load(CrashDisk disk) => new HeaderSlots(disk).Load("x").FreezeSequence;
}
