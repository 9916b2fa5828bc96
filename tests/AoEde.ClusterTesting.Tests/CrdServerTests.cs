namespace AoEde.ClusterTesting.Tests;

public sealed class CrdServerTests
{
    private const string Target =
        """
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: {name: cel}
        spec:
          nodeName: n1
          shelf: 9
          slot: 0
          interfaces: [eth0]
          backing: {file: {path: /images/disk.img}}
        """;

    [SkippableFact]
    public async Task Server_WithTheCrdServer_RefusesWhatACelRuleRefuses()
    {
        Skip.IfNot(ClusterTools.CelRules.IsMet, ClusterTools.CelRules.Reason);
        await using var server = await ApiServer.StartNewAsync(new ApiServerOptions { UseCrdServer = true });

        await server.ApplyAsync(Target);
        var refused = await server.KubectlAsync(["apply", "--validate=false", "-f", "-"], Target.Replace("slot: 0", "slot: 1", StringComparison.Ordinal));

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain("identity");
        (await server.KubectlAsync("get", "aoetargets", "-o", "name")).Expect().ShouldBe("aoetarget.aoede.io/cel\n");
    }

    [SkippableFact]
    public async Task Server_WithoutTheCrdServer_TakesTheCrdsAndDropsTheRules()
    {
        var server = await ApiServer.SharedAsync();

        await server.ApplyAsync(Target);
        await server.ApplyAsync(Target.Replace("slot: 0", "slot: 1", StringComparison.Ordinal));

        (await server.KubectlAsync("get", "aoetarget", "cel", "-o", "jsonpath={.spec.slot}")).Expect().ShouldBe("1");
    }
}
