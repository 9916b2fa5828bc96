using AoEde.NodeAgent.Sources;

namespace AoEde.NodeAgent.Tests.Sources;

public sealed class DebouncerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Debouncer _debouncer;
    private int _fired;

    public DebouncerTests() => _debouncer = new Debouncer(_time, FolderWatch.Quiet, FolderWatch.Longest, () => _fired++);

    public void Dispose() => _debouncer.Dispose();

    [Fact]
    public void Signal_OneAlone_FiresWhenItWasQuiet()
    {
        _debouncer.Signal();
        _time.Advance(TimeSpan.FromMilliseconds(499));
        _fired.ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _fired.ShouldBe(1);
    }

    [Fact]
    public void Signal_NoFurtherOne_NeverFiresAgain()
    {
        _debouncer.Signal();
        _time.Advance(TimeSpan.FromMinutes(1));
        _fired.ShouldBe(1);
    }

    [Fact]
    public void Signal_Burst_FiresOnceAfterItsEnd()
    {
        for (var i = 0; i < 5; i++)
        {
            _debouncer.Signal();
            _time.Advance(TimeSpan.FromMilliseconds(400));
        }

        _fired.ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _fired.ShouldBe(1);
    }

    [Fact]
    public void Signal_WithoutEnd_FiresAtTheBound()
    {
        for (var i = 0; i < 50; i++)
        {
            _debouncer.Signal();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        _fired.ShouldBe(1, "5 s of unrest");
    }

    [Fact]
    public void Signal_AfterFiring_StartsANewBurst()
    {
        _debouncer.Signal();
        _time.Advance(TimeSpan.FromSeconds(1));
        _debouncer.Signal();
        _time.Advance(TimeSpan.FromMilliseconds(499));
        _fired.ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _fired.ShouldBe(2);
    }

    [Fact]
    public void Dispose_BurstPending_NothingFires()
    {
        _debouncer.Signal();
        _debouncer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));
        _fired.ShouldBe(0);
    }
}
