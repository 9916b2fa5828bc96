using AoEde.Kube.Client.Transport;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Client;

public sealed class ResourceKindTests
{
    [Fact]
    public void Path_OfAnyKind_IsWhereTheServerKeepsIt()
    {
        ResourceKind.Of<V1Lease>().One("a", "n").ShouldBe("/apis/coordination.k8s.io/v1/namespaces/n/leases/a");
        ResourceKind.Of<V1ConfigMap>().One("a", "n").ShouldBe("/api/v1/namespaces/n/configmaps/a");
        ResourceKind.Of<V1Node>().One("a", null, "status").ShouldBe("/api/v1/nodes/a/status");
        ResourceKind.Of<V1Node>().One("a", "ignored").ShouldBe("/api/v1/nodes/a");
        ResourceKind.Of<V1Pod>().List(null).ShouldBe("/api/v1/pods");
        ResourceKind.Of<V1Pod>().List("n").ShouldBe("/api/v1/namespaces/n/pods");
        ResourceKind.Of<V1Node>().ApiVersion.ShouldBe("v1");
    }

    [Fact]
    public void Name_WithASlash_StaysOneName() => ResourceKind.Of<V1Node>().One("../pods", null).ShouldBe("/api/v1/nodes/..%2Fpods");

    [Theory]
    [InlineData("", "n")]
    [InlineData(null, "n")]
    [InlineData("a", "")]
    [InlineData("a", null)]
    public void NameOrNamespace_Missing_IsRefusedBeforeItMeansAllOfThem(string? name, string? @namespace) =>
        Should.Throw<ArgumentException>(() => ResourceKind.Of<V1Pod>().One(name, @namespace));

    [Fact]
    public void Type_WithoutAttribute_IsRefused() => Should.Throw<InvalidOperationException>(() => ResourceKind.Of<V1Taint>());
}
