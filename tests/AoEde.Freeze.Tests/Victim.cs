using AoEde.FreezeHost;
using AoEde.Testing.Host;
using AoEde.Testing.Load;

namespace AoEde.Freeze.Tests;

/// <summary>
/// A target under verified load whose process dies and is started again. Whatever the load was told is written is on record
/// through all of it, and every death and every answer is checked against that.
/// </summary>
internal sealed class Victim : IDisposable
{
    private const int BlockSectors = 8;
    private readonly int _blocks;
    private BackgroundLoad? _load;
    private FreezeProcess? _host;
    private int _loads;

    public Victim(DiskSetup disk, int blocks = 2048)
    {
        _blocks = blocks;
        Lab = new FreezeLab(blocks * BlockSectors, disk: disk);
        Journal = new LoadJournal(0, blocks, BlockSectors);
    }

    public FreezeLab Lab { get; }

    public LoadJournal Journal { get; }

    public FreezeProcess Host => _host ?? throw new InvalidOperationException("nothing was started");

    /// <summary>Whether the load has given up, for something was wrong.</summary>
    public bool LoadHasEnded => _load is { HasEnded: true };

    public int Deaths { get; private set; }

    public long AcknowledgedWrites { get; private set; }

    public long Reads { get; private set; }

    /// <summary>Starts the process; whether it is still there when its targets have settled is for the caller to know.</summary>
    /// <param name="change">What is different from the last time.</param>
    public void Start(Func<HostSetup, HostSetup>? change = null)
    {
        Lab.Setup = change?.Invoke(Lab.Setup) ?? Lab.Setup;
        _host?.Dispose();
        _host = Lab.Start();
    }

    /// <summary>Starts a load, unless one runs.</summary>
    public void Load()
    {
        _load ??= new BackgroundLoad(
            Lab.Client, new LoadOptions { Depth = 32, ReadPercent = 40, Seed = Settings.Seed + _loads++ }, Journal);
    }

    public void AwaitProgress(long requests) => _load!.AwaitProgress(requests);

    /// <summary>Kills the process in the middle of the load.</summary>
    public void Kill()
    {
        Host.Kill();
        TakeDeath();
    }

    /// <summary>Waits until the process has killed itself.</summary>
    public void AwaitCrash()
    {
        Eventually.True(() => !Host.IsRunning || LoadHasEnded, $"the process crashes: {Host.Story}", TimeSpan.FromSeconds(60));
        TakeDeath();
    }

    /// <summary>Ends the load with everything answered.</summary>
    public void Quiesce() => Take(_load?.Finish());

    /// <summary>Reads all of the target over the wire; every block must hold what was acknowledged.</summary>
    public void ReadBack()
    {
        Quiesce();
        var options = new LoadOptions { Depth = 64, ReadPercent = 100, Sequential = true, Operations = _blocks };
        Take(new VerifiedLoad(Lab.Client, options, Journal).Run());
    }

    /// <summary>Freezes under load and returns the base's checksum; the base holds what was acknowledged before.</summary>
    /// <param name="command">The command, with the hold and the time it lasts.</param>
    public string Freeze(string command)
    {
        var before = Journal.Floor();
        Host.Do($"{command} {FreezeLab.Target}");
        before.Check(Lab.Image.Path).ShouldBeNull("the frozen base");
        return Lab.BaseSum();
    }

    /// <summary>Waits until all is merged, ends load and process, and compares the image.</summary>
    public void EndThawed()
    {
        Host.AwaitState(FreezeLab.Target, "Thawed");
        Quiesce();
        Host.End().ShouldBeTrue(Host.Story);
        Journal.Check(Lab.Image.Path).ShouldBeNull("the image in the end");
        File.Exists(Lab.ShadowPath).ShouldBeFalse("the shadow is gone once it is merged");

        // A death while a shadow is made leaves its draft, which has nothing in it and which nobody looks at again.
        Directory.GetFiles(Path.GetDirectoryName(Lab.ShadowPath)!, "*.shadow").ShouldBeEmpty();
    }

    public void Dispose()
    {
        _load?.Dispose();
        _host?.Dispose();
        Lab.Dispose();
    }

    private void TakeDeath()
    {
        Deaths++;
        Take(_load?.Abandon());
    }

    private void Take(LoadResult? result)
    {
        _load?.Dispose();
        _load = null;
        if (result is null)
            return;
        result.Failure.ShouldBeNull(_host?.Story);
        AcknowledgedWrites += result.Writes;
        Reads += result.Reads;
    }
}
