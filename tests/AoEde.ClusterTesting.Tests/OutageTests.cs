namespace AoEde.ClusterTesting.Tests;

public sealed class OutageTests
{
    [SkippableFact]
    public async Task Server_StoppedAndStarted_KeepsItsAddressAndItsObjects()
    {
        Skip.IfNot(ClusterTools.ApiServer.IsMet, ClusterTools.ApiServer.Reason);
        await using var server = await ApiServer.StartNewAsync();
        var url = server.Url;
        var kubeconfig = await server.KubeconfigAsync(ServiceAccount.Operator);

        await server.StopAsync();
        (await server.KubectlAsync(["get", "nodes", "--request-timeout=2s"], input: null, kubeconfig)).ExitCode.ShouldNotBe(0);
        await server.StartAsync();

        server.Url.ShouldBe(url);
        (await server.KubectlAsync(["get", "nodes", "-o", "name"], input: null, kubeconfig)).Expect().ShouldContain("node/n1");
        server.ExpectNothingForbidden();
        (await server.UnusedPermissionsAsync(ServiceAccount.Operator)).ShouldNotContain("list /nodes");
        (await server.UnusedPermissionsAsync(ServiceAccount.Operator)).ShouldContain("patch /nodes");
    }
}
