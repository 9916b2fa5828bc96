using AoEde.Api.Manifests;
using AoEde.Api.Rules;
using AoEde.Api.Schema;

namespace AoEde.Api.Tests;

public sealed class DefaultsTests
{
    [Theory]
    [InlineData(typeof(AoETarget))]
    [InlineData(typeof(AoEFreeze))]
    [InlineData(typeof(AgentPolicy))]
    public void DeclaredDefault_IsTheValueOfANewObject(Type type)
    {
        foreach (var (path, field) in ObjectSchema.Of(type).Walk().Where(known => known.Field.Default is not null))
        {
            var value = field.Property.GetValue(Activator.CreateInstance(field.Property.DeclaringType!));

            // A nullable field keeps apart what was not written from what was; it has its default only in effect.
            if (value is not null)
                value.ShouldBe(field.Default, path);
            else
                Nullable.GetUnderlyingType(field.Property.PropertyType).ShouldBe(field.Default is string ? null : field.Default!.GetType(), path);
        }
    }

    [Theory]
    [InlineData(typeof(AoETarget))]
    [InlineData(typeof(AoEFreeze))]
    [InlineData(typeof(AgentPolicy))]
    public void DeclaredDefault_KeepsTheFieldsOwnBounds(Type type)
    {
        foreach (var (path, field) in ObjectSchema.Of(type).Walk().Where(known => known.Field.Default is not null))
        {
            var value = field.Default is int number ? (long)number : field.Default!;
            foreach (var constraint in field.Constraints)
                constraint.Check(value).ShouldBeNull(path);
        }
    }

    [Theory]
    [InlineData(typeof(AoETarget))]
    [InlineData(typeof(AoEFreeze))]
    public void EveryString_HasALengthOrAFixedShape(Type type)
    {
        // Rules stay cheap for an API server only while every text and list is bounded.
        var open = ObjectSchema.Of(type).Walk("").Where(known => known.Path.StartsWith("spec", StringComparison.Ordinal))
            .Where(known => known.Field.Kind is FieldKind.String or FieldKind.StringList)
            .Where(known => !known.Field.Constraints.Any(c => c is LengthAttribute or OneOfAttribute or MacFormatAttribute));

        open.Select(known => known.Path).ShouldBeEmpty();
    }

    [Fact]
    public void MinimalManifest_Read_HasTheDocumentedDefaults()
    {
        var spec = new ManifestReader(ManifestOptions.Cluster).Read(Path.Combine(Repository.Samples, "minimal.yaml")).Targets[0].Target.Spec;

        spec.Network.ShouldBe("default");
        spec.ShouldBe(spec with { ReadOnly = false, Suspend = false, Portable = false, ConfigString = "", ConfigPolicy = "Initial", ConflictPolicy = "Refuse" });
        spec.Initiators.Mode.ShouldBe("Any");
        spec.Initiators.Reservations.ShouldBe("Honor");
        spec.Io.ShouldBe(new IoSpec { Engine = "Auto", Direct = true, QueueDepth = 128, BufferCount = 64, MaxSectors = 0 });
        spec.Ring.ShouldBe(new RingSpec { Version = "Auto", Frames = 1024 });
        spec.Cache.ShouldBe(new CacheSpec { WriteBehind = "Off", ReadAheadBytes = 0 });
        spec.Deletion.ShouldBe(new DeletionSpec { RequireIdle = true, IdleSeconds = 60 });
        spec.Freeze.ShouldBeNull();
    }

    [Fact]
    public void Object_WithEverySectionNull_ValidatesWithoutThrowing()
    {
        var target = Json.Read("""{"metadata":null,"spec":{"interfaces":null,"backing":null,"io":null,"initiators":{"macs":null},"freeze":{}}}""");

        AoeTargetRules.Validate(target).Select(violation => violation.Field)
            .ShouldBe(["metadata", "spec.nodeName", "spec.shelf", "spec.slot", "spec.interfaces", "spec.backing"]);
    }

    [Fact]
    public void Json_RoundTrip_KeepsEveryField()
    {
        var written = Json.Write(Targets.With(s => s with { Freeze = new() { DefaultTtl = "5m", View = new() { Slot = 7 } }, Io = new() { QueueDepth = 9 } }));

        Json.Write(Json.Read(written)).ShouldBe(written);
        written.ShouldContain("\"defaultTTL\": \"5m\"");
    }
}
