using System.Text.Json;
using AoEde.Api;
using AoEde.Api.Manifests;

namespace AoEde.Chart.Tests;

/// <summary>The policy that the chart writes is one that an agent reads.</summary>
public sealed class PolicyTests
{
    [SkippableFact]
    public void Policy_OfTheChart_IsTheAgentsDefault()
    {
        var file = Read();

        file.Diagnostics.ShouldBeEmpty();
        Json(file.Policy).ShouldBe(Json(new AgentPolicy()));
    }

    [SkippableFact]
    public void Policy_WithEveryValueChanged_IsReadAsWritten()
    {
        var policy = Read("--set-json", """
            agent.policy={"allowedDevices":["/dev/vg0/*"],"deniedDevices":["/dev/vg0/root"],"allowUnstablePaths":true,"allowMountedReadOnly":true,
            "allowedFileDirectories":["/srv/aoe"],"allowedInterfaces":["eth1"],"deniedInterfaces":[],"maxTargets":7}
            """).Policy;

        Json(policy).ShouldBe(Json(new AgentPolicy
        {
            AllowedDevices = ["/dev/vg0/*"],
            DeniedDevices = ["/dev/vg0/root"],
            AllowUnstablePaths = true,
            AllowMountedReadOnly = true,
            AllowedFileDirectories = ["/srv/aoe"],
            AllowedInterfaces = ["eth1"],
            DeniedInterfaces = [],
            MaxTargets = 7,
        }));
    }

    private static string Json(AgentPolicy? policy) => JsonSerializer.Serialize(policy);

    private static AgentPolicyFile Read(params string[] options) => AgentPolicyFile.ReadText(
        "policy.yaml", Helm.Template(Helm.Newest, options).One("ConfigMap", "aoede-agent-policy")["data"]!["policy.yaml"]!.GetValue<string>());
}
