using AoEde.Engine.Freeze;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What all targets of the power-cut model have in common.</summary>
internal static class World
{
    /// <summary>Where a target begins in its base: what is before and behind it is not its own.</summary>
    public const long BaseOffset = 8 * Sector.Bytes;

    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static long BaseIndex(long lba) => (BaseOffset / Sector.Bytes) + lba;

    public static long ShadowIndex(long lba) => (ShadowLayout.DataOffset / Sector.Bytes) + lba;

    /// <summary>Whether a sector of a shadow belongs to its header or journal, which say what the rest is.</summary>
    public static bool IsMeta(long index, long sectors) =>
        index < ShadowIndex(0) || index >= ShadowLayout.JournalOffset(sectors) / Sector.Bytes;

    public static ShadowHeader Header(long sectors, string backing) => new()
    {
        ShadowId = Guid.Parse("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
        TargetUid = Sample.Uid,

        // So long that what changes lies in three sectors, any of which a power cut may keep from the medium.
        TargetName = new string('n', 500),
        Backing = backing,
        BaseSectors = sectors,
        BaseOffsetBytes = BaseOffset,
        FreezeSequence = 1,
        State = ShadowState.Preparing,
        FrozenAt = Noon,
        StateSince = Noon,
        WrittenAt = Noon,
        MergedUpToSector = 0,
        LimitBytes = 1 << 30,
        Holds = [],
    };

    /// <summary>The header after its hold was renewed.</summary>
    public static ShadowHeader Renewed(ShadowHeader header)
    {
        var now = header.WrittenAt.AddSeconds(1);
        return header with { WrittenAt = now, Holds = [new HoldStatus("nightly", "backup", Noon, now.AddHours(1), TimeSpan.FromHours(1))] };
    }

    public static ShadowFile Open(string path, long sectors, Func<Native.Files.BlockFile, IShadowIo> wrap) =>
        ShadowFile.Open(path, Sample.Uid, sectors, BaseOffset, wrap);
}
