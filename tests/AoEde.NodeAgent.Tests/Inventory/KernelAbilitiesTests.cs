using AoEde.NodeAgent.Inventory;

namespace AoEde.NodeAgent.Tests.Inventory;

/// <summary>The kernel that the tests run on.</summary>
public sealed class KernelAbilitiesTests
{
    [SkippableFact]
    public void Kernel_AskedByRoot_OpensRings()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "packet sockets need root");
        var can = KernelAbilities.Try();

        can.ReceiveRing.ShouldBeNull();
        can.TransmitRing.ShouldBeNull();
        (can.IoUring is null || can.LinuxAio is null).ShouldBeTrue();
    }

    [Fact]
    public void Limits_OfThisMachine_AreRead()
    {
        KernelLimits.Release("/proc").ShouldNotBeNullOrEmpty();
        KernelLimits.AioMaxNr("/proc").ShouldNotBeNull();
        KernelLimits.Memlock("/proc").ShouldNotBeNull();
        KernelLimits.Memlock("/nowhere").ShouldBeNull();
    }
}
