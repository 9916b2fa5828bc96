using System.Text.Json;
using AoEde.Freeze.Tests.Space;
using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Health;

/// <summary>The condition Healthy with real trouble: a shadow that fills, and a base whose file system has no room left.</summary>
public sealed class HealthTests
{
    private const int Width = 16;
    private const long Sectors = 16384;
    private const long ShadowLimit = 2 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public void Shadow_FilledOverTheWire_IsNearFullUntilItIsMerged()
    {
        using var lab = new FreezeLab(Sectors);
        lab.Change(t => t with { LimitBytes = ShadowLimit });
        using var host = lab.Start();
        Await(host, "NoErrors");
        host.Do($"freeze backup 600 {FreezeLab.Target}");
        Fill(lab, (int)(ShadowLimit * 85 / 100 / (Width * 512)));

        Await(host, "ShadowNearFull").ShouldContain(lab.ShadowPath);
        host.Do("release backup");
        host.AwaitState(FreezeLab.Target, "Thawed");
        Await(host, "NoErrors");
        host.End().ShouldBeTrue(host.Story);
    }

    [SkippableFact]
    public void Write_ThatTheBaseFails_IsAnErrorForFiveMinutes()
    {
        using var lab = new FreezeLab(Sectors);
        using var small = Base(lab);
        using var host = lab.Start();
        var filler = TakeAllRoom(small);
        new WireDisk(lab.Client).TryWrite([(0, new byte[Width * 512])]).ShouldAllBe(r => !WireDisk.IsGood(r));

        Await(host, "IOErrors").ShouldContain("ENOSPC");
        File.Delete(filler);
        host.Do("pass 301");
        Await(host, "NoErrors");
        host.End().ShouldBeTrue(host.Story);
    }

    [SkippableFact]
    public void Merge_IntoABaseThatTakesNothing_IsStalledUntilItDoes()
    {
        using var lab = new FreezeLab(Sectors);
        using var small = Base(lab);
        using var host = lab.Start();
        host.Do($"freeze backup 600 {FreezeLab.Target}");
        Fill(lab, 32);
        var filler = TakeAllRoom(small);
        host.Do("release backup");

        Await(host, "MergeStalled").ShouldContain(small.Path);
        File.Delete(filler);
        host.AwaitState(FreezeLab.Target, "Thawed");
        Await(host, "NoErrors");
        host.End().ShouldBeTrue(host.Story);
    }

    // The base becomes a sparse file there: each write needs room that may be gone.
    private static SmallFileSystem Base(FreezeLab lab)
    {
        var small = new SmallFileSystem(16);
        var path = Path.Combine(small.Path, "base.img");
        using (var file = File.Create(path))
            file.SetLength(Sectors * 512);
        lab.Change(t => t with { Path = path, IsDevice = false });
        return small;
    }

    private static string TakeAllRoom(SmallFileSystem small)
    {
        var path = Path.Combine(small.Path, "filler");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static void Fill(FreezeLab lab, int writes)
    {
        var disk = new WireDisk(lab.Client);
        for (int i = 0; i < writes; i++)
            disk.Write((long)i * Width, new byte[Width * 512]);
    }

    private static string Await(FreezeProcess host, string reason)
    {
        JsonElement status = default;
        Eventually.True(
            () =>
            {
                status = host.Status(FreezeLab.Target);
                return status.GetProperty("Healthy").GetString() == reason;
            },
            $"Healthy has the reason {reason}", Patience);
        return status.GetProperty("Health").GetString()!;
    }
}
