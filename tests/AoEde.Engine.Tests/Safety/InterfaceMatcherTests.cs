using AoEde.Engine.Safety;

namespace AoEde.Engine.Tests.Safety;

public sealed class InterfaceMatcherTests
{
    [Theory]
    [InlineData("*", "eth0", true)]
    [InlineData("eth0", "eth0", true)]
    [InlineData("eth0", "eth1", false)]
    [InlineData("*", "lo", false)]
    [InlineData("lo", "lo", false)]
    [InlineData("*", "veth12ab", false)]
    [InlineData("*", "cali0123", false)]
    [InlineData("*", "flannel.1", false)]
    [InlineData("*", "docker0", false)]
    [InlineData("*", "cni0", false)]
    public void Selects_ClusterDefault_LeavesOutClusterPlumbing(string wanted, string name, bool expected) =>
        InterfaceMatcher.Selects(HostPolicy.ClusterDefault, [wanted], name).ShouldBe(expected);

    [Theory]
    [InlineData("lo")]
    [InlineData("veth12ab")]
    [InlineData("cni0")]
    public void Selects_Administrator_OffersOnWhatTheClusterDefaultDenies(string name) =>
        InterfaceMatcher.Selects(HostPolicy.Administrator, [name], name).ShouldBeTrue();

    [Fact]
    public void Selects_AllowedListWithoutIt_LeavesItOut()
    {
        var policy = HostPolicy.ClusterDefault with { AllowedInterfaces = ["san*"] };
        InterfaceMatcher.Selects(policy, ["*"], "eth0").ShouldBeFalse();
        InterfaceMatcher.Selects(policy, ["*"], "san0").ShouldBeTrue();
    }

    [Fact]
    public void Check_OneSelected_IsNull() =>
        InterfaceMatcher.Check(HostPolicy.ClusterDefault, ["*"], ["lo", "eth0"]).ShouldBeNull();

    [Fact]
    public void Check_OnlyDeniedOnes_NamesThemAndThePolicy()
    {
        var refusal = InterfaceMatcher.Check(HostPolicy.ClusterDefault, ["lo", "cni*"], ["lo", "cni0", "eth0"]).ShouldNotBeNull();
        refusal.Reason.ShouldBe("NoInterface");
        refusal.Message.ShouldContain("lo, cni0");
        refusal.Message.ShouldContain("host policy");
    }

    [Fact]
    public void Check_NoneMatches_ListsWhatThereIs() =>
        InterfaceMatcher.Check(HostPolicy.ClusterDefault, ["eth9"], ["lo", "eth0"]).ShouldNotBeNull().Message.ShouldContain("lo, eth0");
}
