using AoEde.ClusterTesting;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>A server with CEL, against the matrix: every rule accepts and refuses its rows, with its own words.</summary>
[Collection(CelServerTests.Name)]
public sealed class MatrixOnACelServerTests(CelServer fixture)
{
    [SkippableFact]
    public async Task EveryRow_OnAServerWithCel_IsRefusedBySchemaOrByTheRuleInItsWords()
    {
        Skip.IfNot(ClusterTools.CelRules.IsMet, ClusterTools.CelRules.Reason);

        (await new ServerMatrix(fixture.Server.Admin).DisagreementsAsync(knowsCel: true)).ShouldBeEmpty();
    }
}
