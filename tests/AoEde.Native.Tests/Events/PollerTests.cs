using AoEde.Native.Events;

namespace AoEde.Native.Tests.Events;

public sealed class PollerTests
{
    [Fact]
    public void Wait_OneOfSeveralSignalled_NamesThatOne()
    {
        using var first = new EventFd();
        using var second = new EventFd();
        var poller = new Poller(2);
        var firstIndex = poller.Add(first.Descriptor);
        var secondIndex = poller.Add(second.Descriptor);

        second.Signal();

        poller.Wait(-1).ShouldBe(1);
        poller.IsReadable(firstIndex).ShouldBeFalse();
        poller.IsReadable(secondIndex).ShouldBeTrue();
        poller.HasError(secondIndex).ShouldBeFalse();
    }

    [Fact]
    public void Replace_ByAnother_WatchesOnlyTheNewOne()
    {
        using var old = new EventFd();
        using var young = new EventFd();
        var poller = new Poller(1);
        var index = poller.Add(old.Descriptor);
        old.Signal();
        poller.Wait(0).ShouldBe(1);

        poller.Replace(index, young.Descriptor);

        poller.IsReadable(index).ShouldBeFalse("the old descriptor's result is forgotten");
        poller.Wait(0).ShouldBe(0);
        young.Signal();
        poller.Wait(0).ShouldBe(1);
    }

    [Fact]
    public void Wait_NegativeDescriptor_IsPassedOver()
    {
        using var bell = new EventFd();
        bell.Signal();
        var poller = new Poller(2);
        var empty = poller.Add(-1);
        poller.Add(bell.Descriptor);

        poller.Wait(0).ShouldBe(1);
        poller.HasError(empty).ShouldBeFalse();
        poller.IsReadable(empty).ShouldBeFalse();
    }

    [Fact]
    public void Wait_DescriptorThatIsNotOpen_HasError()
    {
        var poller = new Poller(1);
        var index = poller.Add(1_000_000);

        poller.Wait(0).ShouldBe(1);
        poller.HasError(index).ShouldBeTrue();
        poller.IsReadable(index).ShouldBeFalse();
    }

    [Fact]
    public void Add_BeyondCapacity_IsRefused()
    {
        var poller = new Poller(1);
        poller.Add(-1);

        Should.Throw<InvalidOperationException>(() => poller.Add(-1)).Message.ShouldContain("1 descriptors");
    }
}
