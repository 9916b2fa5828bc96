using AoEde.Engine.Freeze;
using AoEde.Testing.Host;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>One page: made, found, and told from everything else.</summary>
public sealed class JournalPageTests
{
    private static readonly Guid Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Finish_TwoRanges_IsThisToTheByte()
    {
        byte[] page = new byte[512];
        Array.Fill(page, (byte)0xEE);
        var writer = new JournalPageWriter(page, Id);
        writer.TryAdd(0x0102_0304_0506, 8).ShouldBeTrue();
        writer.TryAdd(16, 0x1234).ShouldBeTrue();
        writer.Finish(offset: 0x4000_0200, stableUpTo: 0x4000_0000).ShouldBe(512);

        Convert.ToHexStringLower(page.AsSpan(0, 80)).ShouldBe(
            "416f4564654a6e6c" + Convert.ToHexStringLower(page.AsSpan(8, 4)) + "02000000"
            + "00112233445566778899aabbccddeeff"
            + "0002004000000000" + "0000004000000000" + "00000000000000000000000000000000"
            + "0605040302010800" + "1000000000003412");
        page.AsSpan(80).IndexOfAnyExcept((byte)0).ShouldBe(-1);
        BitConverter.ToUInt32(page, 8).ShouldBe(Crc32C.OfAllBut(page, 8));
    }

    [Fact]
    public void Page_AnyRanges_ComeBack() =>
        Prop.ForAll(Ranges.ToArbitrary(), ranges =>
        {
            byte[] page = new byte[4096];
            var writer = new JournalPageWriter(page, Id);
            var added = Add(ref writer, ranges);
            int bytes = writer.Finish(512 * 77, 512 * 3);
            bytes.ShouldBe(writer.Bytes);

            JournalPage.TryFind(page, Id, out var found).ShouldBeTrue();
            found.Length.ShouldBe(bytes);
            JournalPage.Sequence(found).ShouldBe(512 * 77);
            JournalPage.StableUpTo(found).ShouldBe(512 * 3);
            Sectors(found).SequenceEqual(added.SelectMany(Sectors)).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void TryAdd_WhatContinues_TakesNoRoom()
    {
        var writer = new JournalPageWriter(new byte[512], Id);
        for (ulong lba = 0; lba < 2 * 65_535; lba += 15)
            writer.TryAdd(lba, 15).ShouldBeTrue();
        for (ulong i = 2; i < 56; i++)
            writer.TryAdd(1_000_000 + (i * 2), 1).ShouldBeTrue();
        writer.TryAdd(0, 1).ShouldBeFalse("56 records fill 512 bytes");
        writer.Bytes.ShouldBe(512);
    }

    [Fact]
    public void TryFind_AnyBitChanged_FindsNothing()
    {
        byte[] page = new byte[1024];
        var writer = new JournalPageWriter(page, Id);
        for (ulong i = 0; i < 100; i++)
            writer.TryAdd(i * 100, 10);
        writer.Finish(1 << 21, 1 << 20).ShouldBe(1024);
        for (int at = 0; at < page.Length; at++)
        {
            for (int bit = 1; bit < 256; bit <<= 1)
            {
                page[at] ^= (byte)bit;
                JournalPage.TryFind(page, Id, out _).ShouldBeFalse($"byte {at}, mask {bit}");
                page[at] ^= (byte)bit;
            }
        }

        JournalPage.TryFind(page, Id, out _).ShouldBeTrue();
        JournalPage.TryFind(page, Guid.NewGuid(), out _).ShouldBeFalse("another shadow's");
        JournalPage.TryFind(page.AsSpan(0, 512), Id, out _).ShouldBeFalse("cut short");
    }

    [Fact]
    public void Page_OfManyWrites_AllocatesNothing()
    {
        byte[] page = new byte[4096];
        Allocations.LeastOf(() =>
        {
            for (int i = 0; i < 100; i++)
                Fill(page);
        }).ShouldBe(0);
    }

    private static Gen<(ulong Lba, int Sectors)[]> Ranges =>
        (from lba in Gen.Frequency((3, Gen.Choose(0, 2000).Select(n => (ulong)n)), (1, Gen.Constant((1UL << 48) - 65_535)))
         from sectors in Gen.Frequency((30, Gen.Choose(1, 255)), (1, Gen.Constant(65_535)))
         select (lba, sectors)).ArrayOf();

    private static List<(ulong Lba, int Sectors)> Add(ref JournalPageWriter writer, (ulong Lba, int Sectors)[] ranges)
    {
        int added = 0;
        while (added < ranges.Length && writer.TryAdd(ranges[added].Lba, ranges[added].Sectors))
            added++;
        return [.. ranges[..added]];
    }

    private static void Fill(byte[] page)
    {
        var writer = new JournalPageWriter(page, Id);
        for (ulong lba = 0; writer.TryAdd(lba, 8); lba += 16)
        {
        }

        writer.Finish(1 << 21, 1 << 20);
    }

    private static List<ulong> Sectors(ReadOnlySpan<byte> page)
    {
        var sectors = new List<ulong>();
        for (int i = 0; i < JournalPage.Count(page); i++)
            sectors.AddRange(Sectors(JournalPage.Record(page, i)));
        return sectors;
    }

    private static IEnumerable<ulong> Sectors((ulong Lba, int Sectors) range) =>
        Enumerable.Range(0, range.Sectors).Select(i => range.Lba + (ulong)i);
}
