using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api.Tests;

/// <summary>What an API server sends has gaps; what is absent has its default, as in a manifest.</summary>
public sealed class ApiJsonTests
{
    public static TheoryData<Type> Kinds => [typeof(AoETarget), typeof(AoEFreeze), typeof(AoENode)];

    [Theory, MemberData(nameof(Kinds))]
    public void EmptyObject_Read_IsANewOne(Type kind) => Read("{}", kind).ShouldBe(Write(Activator.CreateInstance(kind)!));

    [Theory, MemberData(nameof(Kinds))]
    public void EveryGroupOfFields_WrittenEmpty_KeepsItsDefaults(Type kind)
    {
        foreach (var (path, field) in ObjectSchema.Of(kind).Walk().Where(known => known.Field.Object is not null))
        {
            var made = Activator.CreateInstance(field.Object!.Type)!;
            var read = JsonSerializer.Deserialize("{}", field.Object.Type, ApiJson.Options)!;

            foreach (var inner in field.Object.Fields)
                JsonSerializer.Serialize(inner.Property.GetValue(read), inner.Property.PropertyType, ApiJson.Options)
                    .ShouldBe(JsonSerializer.Serialize(inner.Property.GetValue(made), inner.Property.PropertyType, ApiJson.Options), $"{path}.{inner.Name}");
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryGroupOfFields_WrittenNull_IsReadAsAbsent(Type kind)
    {
        foreach (var field in ObjectSchema.Of(kind).Fields.Where(field => field.Object is not null))
            Read($$"""{"{{field.Name}}":null}""", kind).ShouldBe(Write(Activator.CreateInstance(kind)!), field.Name);
    }

    [Theory]
    [InlineData("""{"spec":{"io":{"queueDepth":9},"freeze":{"view":{"slot":1}},"backing":{"device":{"path":"/dev/x"}}}}""")]
    public void OneFieldOfAGroup_Written_LeavesTheOthersAtTheirDefaults(string text)
    {
        var spec = JsonSerializer.Deserialize<AoETarget>(text, ApiJson.Options)!.Spec;

        spec.Io.ShouldBe(new IoSpec { QueueDepth = 9 });
        spec.Network.ShouldBe("default");
        spec.Deletion.ShouldBe(new DeletionSpec());
        spec.Freeze.ShouldBe(new FreezeSpec { View = new() { Slot = 1 } });
        spec.Backing.ShouldBe(new BackingSpec { Device = new() { Path = "/dev/x" } });
    }

    [Fact]
    public void Status_WithConditionsOfAllParts_RoundTrips()
    {
        const string Text = """
            {"observedGeneration":3,"address":"e9.0","assignment":{"nodeName":"a","epoch":2},"conditions":[{"type":"Ready","status":"True","reason":"Ready","message":"","lastTransitionTime":"2026-11-21T09:00:00Z"}]}
            """;

        var status = JsonSerializer.Deserialize<AoETargetStatus>(Text, ApiJson.Options)!;

        status.Condition(Conditions.Ready)!.Status.ShouldBe("True");
        JsonSerializer.Serialize(status, ApiJson.Options).ShouldBe(Text.Trim());
    }

    [Theory]
    [InlineData(typeof(KubernetesList<AoETarget>))]
    [InlineData(typeof(KubernetesList<AoEFreeze>))]
    [InlineData(typeof(KubernetesList<AoENode>))]
    [InlineData(typeof(V1Lease))]
    public void Resolver_ForWhatAClientReads_NeedsNoReflection(Type type) =>
        ApiJson.Options.GetTypeInfo(type).Kind.ShouldBe(JsonTypeInfoKind.Object);

    private static string Read(string text, Type kind) => Write(JsonSerializer.Deserialize(text, kind, ApiJson.Options)!);

    private static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), ApiJson.Options);
}
