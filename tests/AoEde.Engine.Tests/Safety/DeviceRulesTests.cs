using AoEde.Engine.Safety;
using static AoEde.Engine.Tests.Safety.Sample;

namespace AoEde.Engine.Tests.Safety;

public sealed class DeviceRulesTests
{
    private static readonly HostPolicy Cluster = HostPolicy.ClusterDefault;
    private static readonly HostPolicy SharesMounts = Cluster with { AllowMountedReadOnly = true };

    [Fact]
    public void Check_UnusedDiskByStableName_IsAccepted() => DeviceRules.Check(SpareDisk, Request(), Cluster).ShouldBeNull();

    [Theory]
    [InlineData(UseScope.Self, UseKind.Mount, "Mounted")]
    [InlineData(UseScope.Self, UseKind.Swap, "InUse")]
    [InlineData(UseScope.Self, UseKind.Holder, "InUse")]
    [InlineData(UseScope.Partition, UseKind.Mount, "HasPartitionsInUse")]
    [InlineData(UseScope.Partition, UseKind.Swap, "HasPartitionsInUse")]
    [InlineData(UseScope.Partition, UseKind.Holder, "HasPartitionsInUse")]
    [InlineData(UseScope.WholeDisk, UseKind.Mount, "Mounted")]
    [InlineData(UseScope.WholeDisk, UseKind.Holder, "InUse")]
    internal void Check_DeviceInUse_IsRefusedUnderEveryPolicy(UseScope scope, UseKind kind, string reason)
    {
        var used = SpareDisk with { Uses = [new DeviceUse(scope, kind, "sdb7", "used by the thing")] };
        foreach (var policy in new[] { Cluster, HostPolicy.Administrator })
        {
            foreach (var readOnly in new[] { false, true })
            {
                var refusal = DeviceRules.Check(used, Request(readOnly: readOnly), policy).ShouldNotBeNull();
                refusal.Reason.ShouldBe(reason);
                refusal.Message.ShouldContain("used by the thing");
                refusal.Message.ShouldContain("sdb7");
            }
        }
    }

    [Theory]
    [InlineData(UseScope.Self, UseKind.Mount, true)]
    [InlineData(UseScope.Partition, UseKind.Mount, true)]
    [InlineData(UseScope.Self, UseKind.Swap, false)]
    [InlineData(UseScope.Self, UseKind.Holder, false)]
    [InlineData(UseScope.Partition, UseKind.Holder, false)]
    internal void Check_SharingMountsReadOnly_LetsOnlyMountsPass(UseScope scope, UseKind kind, bool accepted)
    {
        var used = SpareDisk with { Uses = [new DeviceUse(scope, kind, "sdb7", "used")] };
        (DeviceRules.Check(used, Request(readOnly: true), SharesMounts) is null).ShouldBe(accepted);
        DeviceRules.Check(used, Request(readOnly: false), SharesMounts).ShouldNotBeNull();
    }

    [Fact]
    public void Check_SharedMountBesideSwap_IsRefusedForTheSwap()
    {
        var used = SpareDisk with
        {
            Uses = [new DeviceUse(UseScope.Partition, UseKind.Mount, "sdb1", "mounted"), new DeviceUse(UseScope.Partition, UseKind.Swap, "sdb2", "in use as swap")],
        };
        DeviceRules.Check(used, Request(readOnly: true), SharesMounts).ShouldNotBeNull().Message.ShouldContain("sdb2");
    }

    [Fact]
    public void Check_RootFileSystemOnIt_CannotBeSwitchedOffForWrites()
    {
        var root = SpareDisk with { RootChain = "/ is on dm-0, which is on sdb3" };
        foreach (var policy in new[] { Cluster, SharesMounts, HostPolicy.Administrator, HostPolicy.Administrator with { AllowMountedReadOnly = true } })
        {
            var refusal = DeviceRules.Check(root, Request(), policy).ShouldNotBeNull();
            refusal.Reason.ShouldBe("SystemDisk");
            refusal.Message.ShouldContain("dm-0, which is on sdb3");
        }

        DeviceRules.Check(root, Request(readOnly: true), Cluster).ShouldNotBeNull().Reason.ShouldBe("SystemDisk");
        DeviceRules.Check(root, Request(readOnly: true), SharesMounts).ShouldBeNull();
    }

    [Theory]
    [InlineData("/dev/sdb", false, "UnstablePath")]
    [InlineData("/dev/sdb", true, "UnstablePath")]
    [InlineData("/dev/disk/by-uuid/0a-0b", false, "UnstablePath")]
    [InlineData("/dev/disk/by-uuid/0a-0b", true, null)]
    [InlineData("/dev/disk/by-label/data", false, "UnstablePath")]
    [InlineData("/dev/disk/by-diskseq/9", true, "UnstablePath")]
    [InlineData("/dev/disk/by-path/pci-0", false, null)]
    [InlineData("/dev/vg0/data", false, null)]
    [InlineData(DiskPath, false, null)]
    public void Check_KindOfName_IsStableOrRefused(string path, bool readOnly, string? reason) =>
        ReasonOf(DeviceRules.Check(SpareDisk, Request(path, readOnly), Cluster)).ShouldBe(reason);

    [Fact]
    public void Check_UnstableName_SuggestsTheStableOne() =>
        DeviceRules.Check(SpareDisk, Request("/dev/sdb"), Cluster).ShouldNotBeNull().Message.ShouldContain($"Use {DiskPath}");

    [Fact]
    public void Check_UnstableNameWherePolicyAccepts_IsAccepted()
    {
        DeviceRules.Check(SpareDisk, Request("/dev/sdb"), Cluster with { AllowUnstablePaths = true }).ShouldBeNull();
        DeviceRules.Check(SpareDisk, Request("/dev/sdb"), HostPolicy.Administrator).ShouldBeNull();
    }

    [Fact]
    public void Check_NoNameAmongTheAllowed_IsNotAllowed()
    {
        var bare = SpareDisk with { Paths = ["/dev/sdb"] };
        DeviceRules.Check(bare, Request("/dev/sdb"), Cluster).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");
        DeviceRules.Check(bare, Request("/dev/sdb"), Cluster with { AllowedDevices = [] }).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");
    }

    [Theory]
    [InlineData("/dev/sdb")]
    [InlineData("/dev/disk/by-id/ata-ACME*")]
    public void Check_DeniedUnderAnotherName_IsNotAllowed(string denied)
    {
        var policy = HostPolicy.Administrator with { DeniedDevices = [denied] };
        DeviceRules.Check(SpareDisk, Request("/dev/vg0/data"), policy).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");
    }

    [Fact]
    public void Check_PartitionOfDeniedDisk_IsNotAllowed()
    {
        var partition = SpareDisk with { Name = "sdb1", Paths = ["/dev/sdb1"], WholeDiskPaths = ["/dev/sdb"] };
        var policy = HostPolicy.Administrator with { DeniedDevices = ["/dev/sdb"] };
        DeviceRules.Check(partition, Request("/dev/sdb1"), policy).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");
    }

    [Fact]
    public void Check_EmptyMedium_IsNotFound() =>
        DeviceRules.Check(SpareDisk with { SizeBytes = 0 }, Request(), Cluster).ShouldNotBeNull().Reason.ShouldBe("NotFound");

    [Fact]
    public void Check_WriteProtected_IsRefusedForWritesOnly()
    {
        var locked = SpareDisk with { IsReadOnly = true };
        DeviceRules.Check(locked, Request(), Cluster).ShouldNotBeNull().Reason.ShouldBe("WriteProtected");
        DeviceRules.Check(locked, Request(readOnly: true), Cluster).ShouldBeNull();
    }

    [Theory]
    [InlineData("1234", null, null, null)]
    [InlineData(" 1234 ", null, null, null)]
    [InlineData("1235", null, null, "IdentityMismatch")]
    [InlineData(null, "naa.5000c500a1b2c3d4", null, null)]
    [InlineData(null, "0x5000C500A1B2C3D4", null, null)]
    [InlineData(null, "5000c500a1b2c3d5", null, "IdentityMismatch")]
    [InlineData(null, null, DiskBytes, null)]
    [InlineData(null, null, DiskBytes - 512, "IdentityMismatch")]
    [InlineData("1234", "5000c500a1b2c3d4", 512L, "IdentityMismatch")]
    public void Check_IdentityPins_AllMustHold(string? serial, string? wwn, long? bytes, string? reason)
    {
        var backing = Backing(DiskPath) with { ExpectSerial = serial, ExpectWwn = wwn, ExpectBytes = bytes };
        ReasonOf(DeviceRules.Check(SpareDisk, Request() with { Backing = backing }, Cluster)).ShouldBe(reason);
    }

    [Fact]
    public void Check_PinnedDeviceWithoutSerial_IsMismatch()
    {
        var backing = Backing(DiskPath) with { ExpectSerial = "1234" };
        DeviceRules.Check(SpareDisk with { Serial = null }, Request() with { Backing = backing }, Cluster)
            .ShouldNotBeNull().Message.ShouldContain("reports none");
    }

    [Fact]
    public void Check_WrongDiskThatIsMounted_IsMismatchSoThatNobodyUnmountsIt()
    {
        var wrong = SpareDisk with { Uses = [new DeviceUse(UseScope.Self, UseKind.Mount, "sdb", "mounted at /home")] };
        var backing = Backing(DiskPath) with { ExpectSerial = "other" };
        DeviceRules.Check(wrong, Request() with { Backing = backing }, Cluster).ShouldNotBeNull().Reason.ShouldBe("IdentityMismatch");
    }

    private static string? ReasonOf(Refusal? refusal) => refusal?.Reason;
}
