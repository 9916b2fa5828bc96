using AoEde.Api.Manifests;

namespace AoEde.Api.Tests.Manifests;

public sealed class AgentPolicyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("{}")]
    [InlineData("allowedDevices:\n")]
    public void EmptyPolicy_Read_HasTheDocumentedDefaults(string text)
    {
        var policy = AgentPolicyFile.ReadText("p", text).Policy.ShouldNotBeNull();

        policy.AllowedDevices.ShouldBe(["/dev/disk/by-id/*", "/dev/mapper/*", "/dev/md/*", "/dev/zvol/**"]);
        policy.DeniedDevices.ShouldBeEmpty();
        policy.AllowUnstablePaths.ShouldBeFalse();
        policy.AllowMountedReadOnly.ShouldBeFalse();
        policy.AllowedFileDirectories.ShouldBeEmpty();
        policy.AllowedInterfaces.ShouldBe(["*"]);
        policy.DeniedInterfaces.ShouldBe(["lo", "cni*", "veth*", "docker*", "cali*", "flannel*"]);
        policy.MaxTargets.ShouldBe(256);
    }

    [Fact]
    public void Policy_Read_ReplacesTheListsItGives()
    {
        var policy = AgentPolicyFile.ReadText("p", "deniedInterfaces: []\nallowedDevices: [/dev/md/*]\nallowUnstablePaths: true\n").Policy.ShouldNotBeNull();

        policy.DeniedInterfaces.ShouldBeEmpty();
        policy.AllowedDevices.ShouldBe(["/dev/md/*"]);
        policy.AllowUnstablePaths.ShouldBeTrue();
        policy.AllowedInterfaces.ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("maxTargets: 0", "maxTargets")]
    [InlineData("deniedDevices: [sda]", "deniedDevices[0]")]
    [InlineData("allowAll: true", "allowAll")]
    [InlineData("- x", "")]
    [InlineData("a: [", "")]
    [InlineData("maxTargets: 1\n---\nmaxTargets: 2", "")]
    public void Policy_WithAnyError_IsNoPolicyAtAll(string text, string field)
    {
        var file = AgentPolicyFile.ReadText("p", text);

        file.Policy.ShouldBeNull();
        file.Diagnostics.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public void MissingPolicy_Read_IsNoPolicyAtAll()
    {
        var file = AgentPolicyFile.Read("/nonexistent/policy.yaml");

        file.Policy.ShouldBeNull();
        file.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("/nonexistent/policy.yaml: cannot be read: ");
    }
}
