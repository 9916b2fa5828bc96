using System.Net;

namespace AoEde.ClusterTesting.Tests;

public sealed class ApiServerTests
{
    [SkippableFact]
    public async Task Server_WhenStarted_IsVersion120AndReadyOnLoopback()
    {
        var server = await ApiServer.SharedAsync();

        (await server.Admin.GetStringAsync(new Uri("/version", UriKind.Relative))).ShouldContain("v1.20.2");
        server.Url.Host.ShouldBe("127.0.0.1");
    }

    [SkippableFact]
    public async Task Kubectl_AsAdministrator_SeesTheNodes()
    {
        var server = await ApiServer.SharedAsync();

        var result = await server.KubectlAsync("get", "nodes", "n1", "n2", "--no-headers");

        result.Expect().Split('\n').ShouldAllBe(line => line.Length == 0 || line.Contains(" Ready "));
    }

    [SkippableFact]
    public async Task Token_OfAShippedAccount_MayDoWhatItsRolesSayAndNoMore()
    {
        var server = await ApiServer.SharedAsync();
        var agent = await server.KubeconfigAsync(ServiceAccount.Agent);

        var allowed = await server.KubectlAsync(["get", "node", "n1", "-o", "name"], input: null, agent);
        var forbidden = await server.KubectlAsync(["get", "secrets"], input: null, agent);

        allowed.Expect().ShouldBe("node/n1\n");
        forbidden.ExitCode.ShouldNotBe(0);
        server.ForbiddenRequests().ShouldContain(request =>
            request.User == ServiceAccount.Agent.UserName && request.Verb == "list" && request.Resource == "secrets" && request.Code == (int)HttpStatusCode.Forbidden);
    }
}
