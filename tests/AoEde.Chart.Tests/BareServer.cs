using AoEde.ClusterTesting;

namespace AoEde.Chart.Tests;

/// <summary>A real API server on which nothing of AoEde is installed: that is helm's to do here.</summary>
public sealed class BareServer : ApiServerFixture
{
    protected override ApiServerOptions Options => new() { InstallRbac = false, InstallCrds = false, AddHosts = false };

    /// <summary>Runs helm as the cluster's administrator.</summary>
    internal Command.Result Helm(params string[] words) => Tests.Helm.RunWith(Server.AdminKubeconfig, words);

    /// <summary>Runs kubectl as the cluster's administrator; its output, or a failure with what it said.</summary>
    internal async Task<string> KubectlAsync(params string[] words) => (await Server.KubectlAsync(words)).Expect();
}
