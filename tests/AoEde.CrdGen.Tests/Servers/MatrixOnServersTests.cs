namespace AoEde.CrdGen.Tests.Servers;

/// <summary>Servers without CEL, against the matrix.</summary>
[Collection(OldServerTests.Name)]
public sealed class MatrixOnServersTests(OldServer fixture)
{
    [SkippableFact]
    public async Task EveryRow_OnAServerWithoutCel_IsRefusedBySchemaOrAccepted() =>
        (await new ServerMatrix(fixture.Server.Admin).DisagreementsAsync(knowsCel: false)).ShouldBeEmpty();

    [SkippableFact]
    public async Task Definitions_OnTheServer_AreStructuralAndNamed()
    {
        var conditions = (await fixture.Server.KubectlAsync(
            "get", "crd", "-o", "jsonpath={range .items[*]}{.metadata.name}{range .status.conditions[*]} {.type}={.status}{end}{\"\\n\"}{end}")).Expect();

        conditions.TrimEnd().Split('\n').Order(StringComparer.Ordinal).ShouldBe(
        [
            "aoefreezes.aoede.io NamesAccepted=True Established=True",
            "aoenodes.aoede.io NamesAccepted=True Established=True",
            "aoetargets.aoede.io NamesAccepted=True Established=True",
        ]);
    }

    [SkippableFact]
    public async Task Category_OfTheKinds_FindsAllThree()
    {
        var names = (await fixture.Server.KubectlAsync("api-resources", "--categories=aoede", "-o", "name")).Expect();

        names.TrimEnd().Split('\n').Order(StringComparer.Ordinal).ShouldBe(["aoefreezes.aoede.io", "aoenodes.aoede.io", "aoetargets.aoede.io"]);
    }

    [SkippableFact]
    public async Task UnknownField_OnAServer_IsNotKept()
    {
        var kept = (await fixture.Server.KubectlAsync(
            ["create", "--validate=false", "--dry-run=server", "-o", "jsonpath={.spec}", "-f", "-"],
            """
            apiVersion: aoede.io/v1alpha1
            kind: AoENode
            metadata: { name: typo }
            spec: { suspended: true }
            """)).Expect();

        kept.ShouldBe("""{"suspend":false}""");
    }
}
