using System.Text.Json;
using AoEde.Kube.Json;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Models;

public sealed class ModelTests
{
    [Fact]
    public void Reflection_InThisProject_IsOff() => JsonSerializer.IsReflectionEnabledByDefault.ShouldBeFalse();

    [Fact]
    public void Lease_WrittenAndRead_KeepsMicroseconds()
    {
        var renewed = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(678_901);
        var lease = new V1Lease { Metadata = new() { Name = "a", NamespaceProperty = "b" }, Spec = new() { RenewTime = renewed } };

        var text = JsonSerializer.Serialize(lease, KubernetesJson.Default);

        text.ShouldBe(
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a","namespace":"b"},"spec":{"renewTime":"2026-01-02T03:04:05.678901Z"}}""");
        JsonSerializer.Deserialize<V1Lease>(text, KubernetesJson.Default)!.Spec.RenewTime.ShouldBe(renewed);
    }
}
