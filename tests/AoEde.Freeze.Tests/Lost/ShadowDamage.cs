using AoEde.Engine.Freeze;

namespace AoEde.Freeze.Tests.Lost;

/// <summary>What may have happened to a shadow file while nobody looked after it.</summary>
internal static class ShadowDamage
{
    /// <summary>By name, for theories.</summary>
    public static IReadOnlyDictionary<string, Action<string, long>> All { get; } = new Dictionary<string, Action<string, long>>
    {
        ["header damaged"] = (path, _) => Change(path, file =>
        {
            Flip(file, 100);
            Flip(file, ShadowLayout.SlotBytes + 100);
        }),
        ["foreign uid"] = (path, _) => Change(path, file => Rewrite(file, h => h with { TargetUid = Guid.NewGuid() })),

        // A base that has grown since is right; one that has shrunk is another one.
        ["of a larger base"] = (path, _) => Change(path, file => Rewrite(file, h => h with { BaseSectors = h.BaseSectors + 1 })),
        ["journal damaged"] = (path, sectors) => Change(path, file => Flip(file, ShadowLayout.JournalOffset(sectors) + 40)),
        ["missing"] = (path, _) => File.Delete(path),
        ["data cut off"] = (path, sectors) => Change(path, file => file.SetLength(ShadowLayout.JournalOffset(sectors) - 512)),
        ["journal cut off"] = (path, sectors) => Change(path, file => file.SetLength(ShadowLayout.JournalOffset(sectors) + 512)),
        ["empty"] = (path, _) => Change(path, file => file.SetLength(0)),
    };

    private static void Change(string path, Action<FileStream> change)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        change(file);
    }

    private static void Flip(FileStream file, long offset)
    {
        file.Position = offset;
        int value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)~value);
    }

    // A whole header, in both slots: only what it says is wrong.
    private static void Rewrite(FileStream file, Func<ShadowHeader, ShadowHeader> change)
    {
        byte[] slot = new byte[ShadowLayout.SlotBytes];
        file.Position = 0;
        file.ReadExactly(slot);
        HeaderFormat.IsWhole(slot, out long sequence, out _).ShouldBeTrue();
        HeaderFormat.TryDecode(slot, out var header, out _).ShouldBeTrue();
        byte[] changed = HeaderFormat.Encode(change(header!), sequence + 1)!;
        for (int i = 0; i < ShadowLayout.Slots; i++)
        {
            file.Position = i * ShadowLayout.SlotBytes;
            file.Write(changed);
        }
    }
}
