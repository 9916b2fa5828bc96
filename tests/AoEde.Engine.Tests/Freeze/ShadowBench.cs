using AoEde.Engine.Freeze;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>A folder with a shadow in it, and hands that do to it what a pump would.</summary>
internal sealed class ShadowBench : IDisposable
{
    public const long Sectors = 8192;
    public static readonly long JournalOffset = ShadowLayout.JournalOffset(Sectors);
    private readonly TempFolder _folder = new();

    public string Path => _folder["disk1.shadow"];

    public string Folder => _folder.Path;

    public static ShadowHeader Header(long sectors = Sectors) => new()
    {
        ShadowId = Guid.Parse("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
        TargetUid = Sample.Uid,
        TargetName = "disk1",
        Backing = "/srv/disk1.img",
        BaseSectors = sectors,
        BaseOffsetBytes = 4096,
        FreezeSequence = 7,
        State = ShadowState.Frozen,
        FrozenAt = Noon,
        StateSince = Noon,
        WrittenAt = Noon,
        MergedUpToSector = 0,
        LimitBytes = 10 << 20,
        Holds = [new HoldStatus("nightly", "backup of Ærø 💾", Noon, Noon.AddHours(1), TimeSpan.FromHours(1))],
    };

    public static DateTimeOffset Noon { get; } = new(2026, 7, 1, 12, 0, 0, 123, TimeSpan.FromHours(2));

    public ShadowFile Create(ShadowHeader? header = null) => ShadowFile.Create(Path, header ?? Header() with { Backing = _folder.Path });

    public ShadowFile Open() => ShadowFile.Open(Path, Sample.Uid, Sectors, 4096);

    public string Refusal()
    {
        byte[] before = File.ReadAllBytes(Path);
        var lost = Should.Throw<ShadowLostException>(() => Open().Dispose());
        lost.Message.ShouldStartWith($"Shadow {Path} ");
        lost.Message.ShouldContain("Nothing was deleted or changed");
        File.ReadAllBytes(Path).AsSpan().SequenceEqual(before).ShouldBeTrue("a shadow that is refused stays as it is");
        return lost.Message;
    }

    /// <summary>Journals ranges as a pump does: one page, written, stable, mapped.</summary>
    public static (long Offset, int Bytes) Journal(ShadowFile shadow, params (ulong Lba, int Sectors)[] ranges)
    {
        var page = Page(shadow, ranges);
        shadow.File.Write(page.Bytes, page.Offset, durable: true);
        foreach (var (lba, sectors) in ranges)
            shadow.Map.Set(lba, sectors);
        shadow.NoteStable(page.Offset, page.Bytes.Length);
        return (page.Offset, page.Bytes.Length);
    }

    /// <summary>A page with a place, not written.</summary>
    public static (long Offset, byte[] Bytes) Page(ShadowFile shadow, params (ulong Lba, int Sectors)[] ranges)
    {
        byte[] buffer = new byte[JournalPage.MaximumBytes];
        var writer = new JournalPageWriter(buffer, shadow.Header.ShadowId);
        foreach (var (lba, sectors) in ranges)
            writer.TryAdd(lba, sectors).ShouldBeTrue();
        long offset = shadow.ReserveJournal(writer.Bytes);
        int bytes = writer.Finish(offset, shadow.StableUpTo);
        return (offset, buffer[..bytes]);
    }

    /// <summary>Writes into the file as a fault would.</summary>
    public void Damage(long offset, params byte[] bytes)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write);
        file.Position = offset;
        file.Write(bytes);
    }

    public void Flip(long offset, byte mask = 1)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        byte value = (byte)file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ mask));
    }

    public void Dispose() => _folder.Dispose();
}
