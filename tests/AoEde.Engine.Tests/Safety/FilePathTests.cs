using AoEde.Engine.Safety;

namespace AoEde.Engine.Tests.Safety;

/// <summary>Image files in a real directory: links that lead out, things that are no files, files to be created.</summary>
public sealed class FilePathTests : IDisposable
{
    private readonly string _root = RealPath.Resolve(Directory.CreateTempSubdirectory("aoede-files-").FullName);
    private readonly string _allowed;
    private readonly DeviceInspector _inspector;

    public FilePathTests()
    {
        _allowed = Directory.CreateDirectory(Path.Combine(_root, "allowed")).FullName;
        Directory.CreateDirectory(Path.Combine(_root, "secret"));
        Write("secret/shadow");
        Write("allowed/lab.img");
        _inspector = new DeviceInspector(HostPolicy.ClusterDefault with { AllowedFileDirectories = [_allowed] });
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Inspect_FileInAllowedDirectory_IsAccepted()
    {
        var inspection = Inspect("allowed/lab.img");
        inspection.Refusal.ShouldBeNull();
        inspection.Subject!.File.ShouldNotBeNull();
    }

    [Fact]
    public void Inspect_DotDotLeadingOut_IsNotAllowed() => ReasonOf("allowed/../secret/shadow").ShouldBe("NotAllowed");

    [Fact]
    public void Inspect_LinkedFileLeadingOut_IsNotAllowed()
    {
        File.CreateSymbolicLink(At("allowed/innocent.img"), At("secret/shadow"));
        ReasonOf("allowed/innocent.img").ShouldBe("NotAllowed");
    }

    [Fact]
    public void Inspect_LinkedDirectoryLeadingOut_IsNotAllowed()
    {
        Directory.CreateSymbolicLink(At("allowed/deep"), "../secret");
        ReasonOf("allowed/deep/shadow").ShouldBe("NotAllowed");
        ReasonOf("allowed/deep/not-there", createBytes: 1 << 20).ShouldBe("NotAllowed");
    }

    [Fact]
    public void Inspect_LinkThatLeadsOutAndNowhere_IsNotAllowedEvenToCreate()
    {
        File.CreateSymbolicLink(At("allowed/new.img"), At("secret/new.img"));
        ReasonOf("allowed/new.img", createBytes: 1 << 20).ShouldBe("NotAllowed");
    }

    [Fact]
    public void Inspect_LinkFromOutsideLeadingIn_IsJudgedByWhereItLeads()
    {
        File.CreateSymbolicLink(At("alias.img"), At("allowed/lab.img"));
        var inspection = Inspect("alias.img");
        inspection.Refusal.ShouldBeNull();
        inspection.ResolvedPath.ShouldBe(At("allowed/lab.img"));
        inspection.Subject!.File.ShouldBe(Inspect("allowed/lab.img").Subject!.File);
    }

    [Fact]
    public void Inspect_LinkToItself_IsRefused()
    {
        File.CreateSymbolicLink(At("allowed/loop.img"), At("allowed/loop.img"));
        ReasonOf("allowed/loop.img").ShouldBe("NotFound");
    }

    [Fact]
    public void Inspect_HardLinkToASecret_IsNotAllowed()
    {
        LoopDevice.Must("ln", At("secret/shadow"), At("allowed/hard.img"));
        ReasonOf("allowed/hard.img").ShouldBe("NotAllowed");
    }

    [Fact]
    public void Inspect_MissingFile_IsNotFoundUnlessItIsToBeCreated()
    {
        ReasonOf("allowed/new.img").ShouldBe("NotFound");
        var created = Inspect("allowed/new.img", createBytes: 1 << 20);
        created.Refusal.ShouldBeNull();
        created.Subject.ShouldBeNull();
        ReasonOf("allowed/no/dir/new.img", createBytes: 1 << 20).ShouldBe("NotFound");
    }

    [Fact]
    public void Inspect_Pipe_IsNotFound()
    {
        LoopDevice.Must("mkfifo", At("allowed/pipe"));
        ReasonOf("allowed/pipe").ShouldBe("NotFound");
    }

    [Fact]
    public void Inspect_RelativePath_IsNotFound() =>
        _inspector.CheckBeforeOpen(new BackingOptions { Path = "lab.img" }, false)!.Reason.ShouldBe("NotFound");

    [Fact]
    public void Inspect_FileGivenAsDeviceAndDeviceMissing_AreNotFound()
    {
        var asDevice = new BackingOptions { Path = At("allowed/lab.img"), IsDevice = true };
        _inspector.CheckBeforeOpen(asDevice, false)!.Message.ShouldContain("backing.file");
        _inspector.CheckBeforeOpen(asDevice with { Path = "/dev/disk/by-id/none" }, false)!.Reason.ShouldBe("NotFound");
    }

    [SkippableFact]
    public void Inspect_ReadOnlyBindMount_IsWriteProtectedForWritesOnly()
    {
        Skip.IfNot(Environment.UserName == "root", "needs root to mount");
        LoopDevice.Must("mount", "--bind", _allowed, _allowed);
        try
        {
            LoopDevice.Must("mount", "-o", "remount,bind,ro", _allowed);
            ReasonOf("allowed/lab.img").ShouldBe("WriteProtected");
            _inspector.CheckBeforeOpen(new BackingOptions { Path = At("allowed/lab.img") }, readOnly: true).ShouldBeNull();
        }
        finally
        {
            LoopDevice.Must("umount", _allowed);
        }
    }

    private string At(string relative) => Path.Combine(_root, relative);

    private void Write(string relative) => File.WriteAllBytes(At(relative), new byte[1 << 20]);

    private Inspection Inspect(string relative, long? createBytes = null) =>
        _inspector.Inspect(new BackingOptions { Path = $"{_root}/{relative}", CreateBytes = createBytes }, readOnly: false);

    private string? ReasonOf(string relative, long? createBytes = null) => Inspect(relative, createBytes).Refusal?.Reason;
}
