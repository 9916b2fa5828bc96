using AoEde.Engine.Safety;
using static AoEde.Engine.Tests.Safety.Sample;

namespace AoEde.Engine.Tests.Safety;

public sealed class FileRulesTests
{
    private const string Path = "/srv/aoe/lab.img";
    private static readonly DeviceUse LoopMount = new(UseScope.Self, UseKind.Mount, "loop4", "mounted at /mnt");

    [Fact]
    public void Check_FileInAllowedDirectory_IsAccepted() => Verdict(Image).ShouldBeNull();

    [Fact]
    public void Check_ClusterDefault_AllowsNoFileAtAll() =>
        FileRules.Check(Image, Request(Path), HostPolicy.ClusterDefault).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");

    [Theory]
    [InlineData("/etc/shadow")]
    [InlineData("/srv/aoe")]
    [InlineData("/srv/aoe-evil/x")]
    [InlineData("/srv")]
    public void Check_ResolvedOutside_IsNotAllowedAndNamesWhereItLeads(string resolved)
    {
        var refusal = Verdict(Image with { ResolvedPath = resolved }).ShouldNotBeNull();
        refusal.Reason.ShouldBe("NotAllowed");
        refusal.Message.ShouldContain(resolved);
    }

    [Fact]
    public void Check_MissingOutside_DoesNotTellThatItIsMissing() =>
        Verdict(Image with { ResolvedPath = "/etc/no", Kind = NodeKind.Missing }).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");

    [Theory]
    [InlineData(NodeKind.Missing)]
    [InlineData(NodeKind.BlockDevice)]
    [InlineData(NodeKind.Directory)]
    [InlineData(NodeKind.Other)]
    internal void Check_NotARegularFile_IsNotFound(NodeKind kind) =>
        Verdict(Image with { Kind = kind }).ShouldNotBeNull().Reason.ShouldBe("NotFound");

    [Fact]
    public void Check_MissingButToBeCreated_IsAcceptedWithinItsSize()
    {
        var missing = Image with { Kind = NodeKind.Missing, SizeBytes = 0 };
        var backing = Backing(Path) with { CreateBytes = 1 << 20 };
        Check(missing, backing).ShouldBeNull();
        Check(missing, backing with { LengthBytes = 2 << 20 }).ShouldNotBeNull().Reason.ShouldBe("SizeShrank");
        Check(missing with { HasDirectory = false }, backing).ShouldNotBeNull().Reason.ShouldBe("NotFound");
    }

    [Fact]
    public void Check_SecondHardLink_IsNotAllowedExceptForTheAdministrator()
    {
        var linked = Image with { Links = 2 };
        Verdict(linked).ShouldNotBeNull().Reason.ShouldBe("NotAllowed");
        FileRules.Check(linked, Request(Path), HostPolicy.Administrator).ShouldBeNull();
    }

    [Fact]
    public void Check_SwapFile_IsInUseEvenForReading()
    {
        var swap = Image with { IsSwap = true };
        Verdict(swap).ShouldNotBeNull().Reason.ShouldBe("InUse");
        FileRules.Check(swap, Request(Path, readOnly: true), FilePolicy with { AllowMountedReadOnly = true }).ShouldNotBeNull();
    }

    [Fact]
    public void Check_BackingFileOfMountedLoop_IsInUse()
    {
        var refusal = Verdict(Image with { Loops = [new LoopUse("loop4", [LoopMount])] }).ShouldNotBeNull();
        refusal.Reason.ShouldBe("InUse");
        refusal.Message.ShouldContain("loop4");
        refusal.Message.ShouldContain("mounted at /mnt");
    }

    [Fact]
    public void Check_BackingFileOfIdleLoop_IsAccepted() => Verdict(Image with { Loops = [new LoopUse("loop4", [])] }).ShouldBeNull();

    [Fact]
    public void Check_MountedLoopSharedReadOnly_IsAcceptedWherePolicySays()
    {
        var image = Image with { Loops = [new LoopUse("loop4", [LoopMount])] };
        var policy = FilePolicy with { AllowMountedReadOnly = true };
        FileRules.Check(image, Request(Path, readOnly: true), policy).ShouldBeNull();
        FileRules.Check(image, Request(Path), policy).ShouldNotBeNull();
    }

    [Fact]
    public void Check_ReadOnlyFileSystem_IsWriteProtectedForWritesOnly()
    {
        var image = Image with { IsOnReadOnlyFileSystem = true };
        Verdict(image).ShouldNotBeNull().Reason.ShouldBe("WriteProtected");
        FileRules.Check(image, Request(Path, readOnly: true), FilePolicy).ShouldBeNull();
    }

    [Fact]
    public void Check_Pins_SizeCountsAndASerialCannotHold()
    {
        Check(Image, Backing(Path) with { ExpectBytes = Image.SizeBytes }).ShouldBeNull();
        Check(Image, Backing(Path) with { ExpectBytes = 512 }).ShouldNotBeNull().Reason.ShouldBe("IdentityMismatch");
        Check(Image, Backing(Path) with { ExpectSerial = "x" }).ShouldNotBeNull().Reason.ShouldBe("IdentityMismatch");
        Check(Image, Backing(Path) with { ExpectWwn = "x" }).ShouldNotBeNull().Reason.ShouldBe("IdentityMismatch");
    }

    private static Refusal? Verdict(FileFacts file) => FileRules.Check(file, Request(Path), FilePolicy);

    private static Refusal? Check(FileFacts file, BackingOptions backing) =>
        FileRules.Check(file, Request(Path) with { Backing = backing }, FilePolicy);
}
