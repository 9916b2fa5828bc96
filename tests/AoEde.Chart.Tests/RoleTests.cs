using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests;

/// <summary>Who may do what: as config/rbac says, for the accounts that the pods really use.</summary>
public sealed class RoleTests
{
    private static readonly Lazy<Manifest> s_manifest = new(() => Helm.Template(Helm.Newest, "--namespace", "elsewhere"));

    [SkippableTheory, InlineData("operator"), InlineData("agent")]
    public void Roles_OfAProgram_GrantWhatTheTestsRunItWith(string program)
    {
        foreach (var shipped in Manifest.Parse(Repository.Read("config", "rbac", program + ".yaml")).Documents.Where(document => document.Kind.EndsWith("Role", StringComparison.Ordinal)))
            s_manifest.Value.One(shipped.Kind, shipped.Name)["rules"]!.ToJsonString().ShouldBe(shipped.Object["rules"]!.ToJsonString());
    }

    [SkippableFact]
    public void Bindings_AllOfThem_GiveRolesThatExistToAccountsThatExist()
    {
        var bindings = s_manifest.Value.Of("ClusterRoleBinding").Concat(s_manifest.Value.Of("RoleBinding")).ToList();

        bindings.Count.ShouldBe(5);
        foreach (var binding in bindings)
        {
            s_manifest.Value.One(Text(binding["roleRef"]!, "kind"), Text(binding["roleRef"]!, "name"));
            foreach (var subject in binding["subjects"]!.AsArray())
            {
                Text(subject!, "namespace").ShouldBe("elsewhere");
                s_manifest.Value.One("ServiceAccount", Text(subject!, "name"))["metadata"]!["namespace"]!.GetValue<string>().ShouldBe("elsewhere");
            }
        }
    }

    [SkippableFact]
    public void AdmissionPolicies_OfTheAgents_NameTheAccountOfTheirPods()
    {
        var account = Text(s_manifest.Value.AgentPod["spec"]!, "serviceAccountName");
        var policies = s_manifest.Value.Of("ValidatingAdmissionPolicy").ToList();

        policies.Count.ShouldBe(4);
        foreach (var policy in policies)
            Text(policy["spec"]!["matchConditions"]![0]!, "expression").ShouldBe($"request.userInfo.username == 'system:serviceaccount:elsewhere:{account}'");
        s_manifest.Value.Of("ValidatingAdmissionPolicyBinding").Select(binding => Text(binding["spec"]!, "policyName"))
            .ShouldBe(policies.Select(policy => Text(policy["metadata"]!, "name")), ignoreOrder: true);
    }

    [SkippableFact]
    public void AdmissionPolicies_TakenTogether_CoverEverythingAnAgentMayWriteOfAoEde()
    {
        var covered = s_manifest.Value.Of("ValidatingAdmissionPolicy")
            .SelectMany(policy => policy["spec"]!["matchConstraints"]!["resourceRules"]!.AsArray())
            .SelectMany(rule => rule!["resources"]!.AsArray().Select(resource => resource!.GetValue<string>()));
        var writable = new[] { s_manifest.Value.One("ClusterRole", "aoede-agent"), s_manifest.Value.One("Role", "aoede-agent") }
            .SelectMany(role => role["rules"]!.AsArray())
            .Where(rule => rule!["verbs"]!.AsArray().Any(verb => verb!.GetValue<string>() is "create" or "update" or "patch"))
            .SelectMany(rule => rule!["resources"]!.AsArray().Select(resource => resource!.GetValue<string>()))
            .Except(["events"]);

        covered.ShouldBe(writable, ignoreOrder: true);
    }

    [SkippableFact]
    public void Targets_InAggregatedRoles_AreNeverWritable()
    {
        foreach (var role in s_manifest.Value.Of("ClusterRole").Where(IsAggregated))
        {
            var written = role["rules"]!.AsArray().Where(rule => rule!["verbs"]!.AsArray().Any(verb => verb!.GetValue<string>() is not ("get" or "list" or "watch")));

            written.SelectMany(rule => rule!["resources"]!.AsArray().Select(resource => resource!.GetValue<string>())).Distinct().ShouldBeSubsetOf(["aoefreezes"]);
        }

        static bool IsAggregated(JsonObject role) => role["metadata"]!["labels"]!.ToJsonString().Contains("aggregate-to-", StringComparison.Ordinal);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
