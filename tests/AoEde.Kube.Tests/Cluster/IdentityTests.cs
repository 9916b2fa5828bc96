using AoEde.ClusterTesting;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.Testing.Files;

namespace AoEde.Kube.Tests.Cluster;

public sealed class IdentityTests
{
    [SkippableFact]
    public async Task Account_WithoutRights_IsForbiddenByNameVerbAndKind()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var account = await cluster.NewAccountAsync("nobody-special");
        using var client = RealCluster.Client(await cluster.Server.KubeconfigAsync(account));

        var refusal = await Should.ThrowAsync<KubernetesException>(client.ListAsync<V1Node>());

        (refusal.Status.Code, refusal.Status.Reason).ShouldBe((403, "Forbidden"));
        refusal.Message.ShouldContain($"\"{account.UserName}\" cannot list resource \"nodes\"");
    }

    [SkippableFact]
    public async Task TokenFile_OfAnAdministrator_IsEnough()
    {
        await using var cluster = await RealCluster.OpenAsync();
        using var folder = new TempFolder();
        folder.Write("token", await cluster.Server.TokenAsync(ServiceAccount.Administrator));
        using var client = RealCluster.Client(
            cluster.Server.AdminKubeconfig, configuration => configuration with { Credentials = new() { TokenFile = folder["token"] } });

        (await client.ListAsync<V1Node>()).ShouldNotBeEmpty();
    }

    [SkippableFact]
    public async Task ExecPlugin_ThatPrintsAToken_IsEnough()
    {
        await using var cluster = await RealCluster.OpenAsync();
        using var folder = new TempFolder();
        var token = await cluster.Server.TokenAsync(ServiceAccount.Administrator);
        folder.Write("answer", $$$"""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"{{{token}}}"}}""");
        using var client = RealCluster.Client(cluster.Server.AdminKubeconfig, configuration => configuration with
        {
            Credentials = new() { Exec = new() { Command = "cat", Arguments = [folder["answer"]], ApiVersion = "client.authentication.k8s.io/v1" } },
        });

        (await client.ListAsync<V1Node>()).ShouldNotBeEmpty();
    }

    [SkippableFact]
    public async Task Token_ThatTheServerDoesNotKnow_IsUnauthorized()
    {
        await using var cluster = await RealCluster.OpenAsync();
        using var client = RealCluster.Client(
            cluster.Server.AdminKubeconfig, configuration => configuration with { Credentials = new() { Token = "wrong" } });

        (await Should.ThrowAsync<KubernetesException>(client.ListAsync<V1Node>())).Status.Code.ShouldBe(401);
    }

    [SkippableFact]
    public async Task Impersonation_ByAnAdministrator_HasTheRightsOfTheOther()
    {
        await using var cluster = await RealCluster.OpenAsync();
        using var client = RealCluster.Client(cluster.Server.AdminKubeconfig, configuration => configuration with
        {
            Credentials = new()
            {
                ClientCertificate = configuration.Credentials.ClientCertificate,
                ClientKey = configuration.Credentials.ClientKey,
                Impersonate = new("jane", null, ["system:authenticated"], new Dictionary<string, IReadOnlyList<string>>()),
            },
        });

        (await Should.ThrowAsync<KubernetesException>(client.ListAsync<V1Node>())).Message.ShouldContain("\"jane\" cannot list");
    }

    [SkippableFact]
    public async Task Namespace_OfThisProcess_IsTheVariablesThenTheContexts()
    {
        await using var cluster = await RealCluster.OpenAsync();
        var account = await cluster.NewAccountAsync("me");
        using var client = RealCluster.Client(await cluster.Server.KubeconfigAsync(account));
        using var pod = RealCluster.Client(
            cluster.Server.AdminKubeconfig, configuration => configuration with { Environment = name => name == "POD_NAMESPACE" ? "pods" : null });

        (await client.GetCurrentNamespaceAsync()).ShouldBe(cluster.Namespace);
        (await pod.GetCurrentNamespaceAsync()).ShouldBe("pods");
        (await cluster.Admin.GetCurrentNamespaceAsync()).ShouldBe("default");
    }
}
