using AoEde.Native.Events;
using AoEde.Testing.Host;

namespace AoEde.Native.Tests.Events;

public sealed class EventFdTests
{
    [Fact]
    public void Signal_ManyTimes_IsOneWakeUpUntilCleared()
    {
        using var bell = new EventFd();
        var poller = new Poller(1);
        var index = poller.Add(bell.Descriptor);
        poller.Wait(0).ShouldBe(0);

        for (var i = 0; i < 3; i++)
            bell.Signal();

        poller.Wait(0).ShouldBe(1);
        poller.IsReadable(index).ShouldBeTrue();
        bell.Clear();
        poller.Wait(0).ShouldBe(0);
        poller.IsReadable(index).ShouldBeFalse();
    }

    [Fact]
    public void Clear_WithoutSignal_DoesNotBlock()
    {
        using var bell = new EventFd();

        bell.Clear();

        bell.Signal();
        var poller = new Poller(1);
        poller.Add(bell.Descriptor);
        poller.Wait(0).ShouldBe(1);
    }

    [Fact]
    public void Signal_FromAnotherThread_WakesTheSleeper()
    {
        using var bell = new EventFd();
        var poller = new Poller(1);
        poller.Add(bell.Descriptor);
        var ringer = new Thread(bell.Signal);

        ringer.Start();

        poller.Wait(20_000).ShouldBe(1);
        ringer.Join();
    }

    [Fact]
    public void Signal_AfterDispose_DoesNothing()
    {
        var bell = new EventFd();
        bell.Dispose();

        Should.NotThrow(bell.Signal);
    }

    [Fact]
    public void SignalAndClear_TenThousandTimes_AllocateNothing()
    {
        using var bell = new EventFd();
        var poller = new Poller(1);
        poller.Add(bell.Descriptor);

        Allocations.LeastOf(() => Ring(bell, poller, 10_000)).ShouldBe(0);
    }

    private static void Ring(EventFd bell, Poller poller, int times)
    {
        for (var i = 0; i < times; i++)
        {
            bell.Signal();
            poller.Wait(0);
            bell.Clear();
            poller.Wait(0);
        }
    }
}
