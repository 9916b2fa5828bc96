using AoEde.Engine.Safety;
using AoEde.NodeAgent.Hosting;

namespace AoEde.NodeAgent.Tests.Hosting;

public sealed class PolicyFileTests
{
    [Fact]
    public void Load_NoFile_IsTheAdministrator() => PolicyFile.Load(null, []).ShouldBeSameAs(HostPolicy.Administrator);

    [Fact]
    public void Load_EveryField_IsCarriedOver()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("policy.yaml", """
            allowedDevices: [/dev/vg0/*]
            deniedDevices: [/dev/vg0/root]
            allowUnstablePaths: true
            allowMountedReadOnly: true
            allowedFileDirectories: [/srv/aoe]
            allowedInterfaces: [eth*]
            deniedInterfaces: [eth0]
            maxTargets: 7
            """);

        var policy = PolicyFile.Load(path, []).ShouldNotBeNull();

        policy.AllowedDevices.ShouldBe(["/dev/vg0/*"]);
        policy.DeniedDevices.ShouldBe(["/dev/vg0/root"]);
        policy.AllowUnstablePaths.ShouldBeTrue();
        policy.AllowMountedReadOnly.ShouldBeTrue();
        policy.AllowedFileDirectories.ShouldBe(["/srv/aoe"]);
        policy.AllowedInterfaces.ShouldBe(["eth*"]);
        policy.DeniedInterfaces.ShouldBe(["eth0"]);
        policy.MaxTargets.ShouldBe(7);
    }

    [Fact]
    public void Load_EmptyFile_IsTheClustersDefault()
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyFile.Load(folder.Write("policy.yaml", ""), []).ShouldNotBeNull();
        policy.AllowedDevices.ShouldBe(HostPolicy.ClusterDefault.AllowedDevices);
        policy.DeniedInterfaces.ShouldBe(HostPolicy.ClusterDefault.DeniedInterfaces);
        policy.AllowedFileDirectories.ShouldBeEmpty();
        policy.MaxTargets.ShouldBe(HostPolicy.ClusterDefault.MaxTargets);
    }

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        var problems = new List<string>();
        PolicyFile.Load("/nowhere/policy.yaml", problems).ShouldBeNull();
        problems.Single().ShouldStartWith("/nowhere/policy.yaml: cannot be read");
    }
}
