namespace AoEde.Chart.Tests;

/// <summary>The life of a release on a real API server: helm's and the server's own checks, and what stays when it is gone.</summary>
public sealed class ReleaseTests(BareServer server) : IClassFixture<BareServer>
{
    private static readonly string s_sample = Path.Combine(Repository.Root, "config", "samples", "minimal.yaml");

    [SkippableFact]
    public async Task Release_FromInstallToReinstall_KeepsTargetsAndItself()
    {
        Ok(Install("aoede", "aoede-system"));
        await server.KubectlAsync("apply", "-f", s_sample);

        // One per cluster: the second would fight the first.
        var second = Install("another", "elsewhere");
        second.ExitCode.ShouldNotBe(0);
        second.Errors.ShouldContain("cannot be imported into the current release");

        Ok(server.Helm("upgrade", "aoede", Repository.Chart, "--namespace", "aoede-system", "--set", "agent.policy.maxTargets=3"));
        (await server.KubectlAsync("get", "configmap", "aoede-agent-policy", "-n", "aoede-system", "-o", "yaml")).ShouldContain("maxTargets: 3");

        Ok(server.Helm("uninstall", "aoede", "--namespace", "aoede-system"));
        (await server.KubectlAsync("get", "aoetargets", "-o", "name")).ShouldContain("aoetarget.aoede.io/");
        (await server.KubectlAsync("get", "clusterroles,clusterrolebindings", "-l", "app.kubernetes.io/part-of=aoede", "-o", "name")).ShouldBeEmpty();
        (await server.KubectlAsync("get", "all,configmaps,serviceaccounts,roles,rolebindings,poddisruptionbudgets", "-n", "aoede-system", "-o", "name")).ShouldNotContain("aoede");

        Ok(Install("aoede", "aoede-system"));
        (await server.KubectlAsync("get", "aoetargets", "-o", "name")).ShouldContain("aoetarget.aoede.io/");

        Ok(server.Helm("upgrade", "aoede", Repository.Chart, "--namespace", "aoede-system", "--set", "crds.keep=false"));
        Ok(server.Helm("uninstall", "aoede", "--namespace", "aoede-system"));
        await server.KubectlAsync("wait", "--for=delete", "crd/aoetargets.aoede.io", "--timeout=60s");
    }

    [SkippableFact]
    public async Task Install_WhereTheNamespaceForbidsPrivilegedPods_IsRefusedWithTheRemedy()
    {
        await server.KubectlAsync("create", "namespace", "strict");
        await server.KubectlAsync("label", "namespace", "strict", "pod-security.kubernetes.io/enforce=baseline");

        var refused = Install("strict", "strict");

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain("kubectl label namespace strict pod-security.kubernetes.io/enforce=privileged --overwrite");
    }

    private Command.Result Install(string release, string @namespace) =>
        server.Helm("install", release, Repository.Chart, "--namespace", @namespace, "--create-namespace");

    private static void Ok(Command.Result result) => result.ExitCode.ShouldBe(0, result.Errors);
}
