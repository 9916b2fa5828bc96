using System.Text.Json;
using Xunit.Abstractions;

namespace AoEde.Freeze.Tests.Overlays;

/// <summary>Requests that lie partly in the shadow and partly in the base, at every alignment, against a model.</summary>
public sealed class OverlayTests(ITestOutputHelper output)
{
    private const int Sectors = 16384;
    private const int Window = 160;

    public static IEnumerable<object[]> Cases() =>
        DiskSetup.All.Select((s, i) => new object[] { s.ToString(), i % 2 == 0 ? 9000 : 1500 });

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Requests_AcrossShadowAndBase_MatchTheModel(string disk, int mtu)
    {
        output.WriteLine($"AOEDE_SEED={Settings.Seed}");
        var random = new Random(Settings.Seed);
        using var lab = new FreezeLab(Sectors, mtu, DiskSetup.Parse(disk));
        byte[] content = new byte[Sectors * 512];
        random.NextBytes(content);
        lab.Image.Write(0, content);
        lab.Change(t => t with { MergeRateBytes = mtu * 40 });
        var model = new DiskModel(content);
        using var host = lab.Start();
        var wire = new WireDisk(lab.Client);

        host.Do($"freeze backup 600 {FreezeLab.Target}");
        string frozen = lab.BaseSum();
        MapRunsOfEveryLength(wire, model, random);
        ReadAtEveryAlignment(wire, model);
        for (int i = 0; i < Settings.OverlayReads / 60; i++)
            WriteAndReadAnywhere(wire, model, random);
        Changes(host).ShouldBe(model.Changes());
        lab.BaseSum().ShouldBe(frozen);
        model.Difference(0, wire.ReadAll(Sectors)).ShouldBeNull();

        host.Do("release backup");
        int rounds = 0;
        while (host.State(FreezeLab.Target) == "Merging")
        {
            WriteAndReadAnywhere(wire, model, random);
            rounds++;
        }

        rounds.ShouldBeGreaterThan(0, "the merge was to last");
        model.Difference(0, wire.ReadAll(Sectors)).ShouldBeNull();
        Changes(host).ShouldBeEmpty();
        host.End().ShouldBeTrue(host.Story);
        model.Difference(0, File.ReadAllBytes(lab.Image.Path)).ShouldBeNull();
    }

    // Mapped and unmapped runs of 1, 2, 3.. sectors side by side, beginning at odd and even sectors.
    private static void MapRunsOfEveryLength(WireDisk wire, DiskModel model, Random random)
    {
        long lba = 1;
        for (int run = 1; lba + run < Window; lba += (2 * run) + 1, run++)
        {
            for (int done = 0; done < run; done += wire.MostSectors)
                Write(wire, model, random, lba + done, Math.Min(run - done, wire.MostSectors));
        }

        // The last sectors of the target, too.
        Write(wire, model, random, Sectors - 1, 1);
        Write(wire, model, random, Sectors - 4, 2);
    }

    private static void ReadAtEveryAlignment(WireDisk wire, DiskModel model)
    {
        var ranges = new List<(long Lba, int Sectors)>();
        for (int length = 1; length <= wire.MostSectors; length++)
        {
            for (long lba = 0; lba < Window; lba++)
                ranges.Add((lba, length));
            ranges.Add((Sectors - length, length));
        }

        Compare(wire, model, ranges);
    }

    private static void WriteAndReadAnywhere(WireDisk wire, DiskModel model, Random random)
    {
        for (int i = 0; i < 4; i++)
        {
            int length = random.Next(1, wire.MostSectors + 1);
            Write(wire, model, random, random.Next(Sectors - length + 1), length);
        }

        var ranges = new List<(long Lba, int Sectors)>();
        for (int i = 0; i < 60; i++)
        {
            int length = random.Next(1, wire.MostSectors + 1);
            ranges.Add((random.Next(Sectors - length + 1), length));
        }

        Compare(wire, model, ranges);
    }

    private static void Write(WireDisk wire, DiskModel model, Random random, long lba, int sectors)
    {
        byte[] data = new byte[sectors * 512];
        random.NextBytes(data);
        wire.Write(lba, data);
        model.Write(lba, data);
    }

    private static void Compare(WireDisk wire, DiskModel model, List<(long Lba, int Sectors)> ranges)
    {
        byte[][] read = wire.Read(ranges);
        for (int i = 0; i < ranges.Count; i++)
            model.Difference(ranges[i].Lba, read[i]).ShouldBeNull($"AOEDE_SEED={Settings.Seed}");
    }

    private static IReadOnlyList<(long Offset, long Bytes)> Changes(FreezeProcess host) =>
    [
        .. JsonSerializer.Deserialize<JsonElement>(host.Do($"changes {FreezeLab.Target}")).EnumerateArray()
            .Select(r => (r.GetProperty("OffsetBytes").GetInt64(), r.GetProperty("Bytes").GetInt64())),
    ];
}
