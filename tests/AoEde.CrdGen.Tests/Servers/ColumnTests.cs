using System.Text.RegularExpressions;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>What kubectl prints of each kind.</summary>
[Collection(OldServerTests.Name)]
public sealed class ColumnTests(OldServer fixture)
{
    [SkippableFact]
    public async Task Target_Listed_ShowsWhatTheDesignSays()
    {
        await CreateAsync(
            "aoetargets",
            """
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: columns-disk }
            spec: { nodeName: n1, shelf: 9, slot: 0, interfaces: [eth1, eth2], backing: { device: { path: /dev/mapper/x } } }
            """,
            """
            {"status":{"address":"e9.0","export":{"nodeName":"n1","epoch":1,"state":"Exported"},"initiators":{"count":2},
             "device":{"size":"4Ti","resolved":"/dev/dm-3","serial":"AE1"},
             "conditions":[{"type":"Ready","status":"True","reason":"Serving"},{"type":"Frozen","status":"False","reason":"Thawed"}]}}
            """,
            "columns-disk");

        (await TableAsync("get", "aoet", "columns-disk")).ShouldBe(
        [
            "NAME ADDRESS NODE SIZE READY REASON FROZEN AGE",
            "columns-disk e9.0 n1 4Ti True Serving False AGO",
        ]);
        (await TableAsync("get", "aoetargets", "columns-disk", "-o", "wide")).ShouldBe(
        [
            "NAME ADDRESS NODE SIZE READY REASON FROZEN AGE DEVICE SERIAL INTERFACES INITIATORS",
            "columns-disk e9.0 n1 4Ti True Serving False AGO /dev/dm-3 AE1 [\"eth1\",\"eth2\"] 2",
        ]);
    }

    [SkippableFact]
    public async Task Freeze_Listed_ShowsWhatTheDesignSays()
    {
        await CreateAsync(
            "aoefreezes",
            """
            apiVersion: aoede.io/v1alpha1
            kind: AoEFreeze
            metadata: { name: columns-nightly, namespace: default }
            spec: { targets: [disk11], holder: restic }
            """,
            $$$"""{"status":{"phase":"Frozen","frozenAt":"{{{DateTimeOffset.UtcNow.AddMinutes(-5):yyyy-MM-ddTHH:mm:ss.ffffffZ}}}","expiresAt":"2099-11-21T09:00:00.000000Z"}}""",
            "columns-nightly");

        (await TableAsync("get", "aoefz", "columns-nightly")).ShouldBe(
        [
            "NAME TARGETS PHASE SINCE EXPIRES HOLDER AGE",
            "columns-nightly [\"disk11\"] Frozen AGO 2099-11-21T09:00:00.000000Z restic AGO",
        ]);
        (await fixture.Server.KubectlAsync("wait", "--for=jsonpath={.status.phase}=Frozen", "aoefz/columns-nightly", "--timeout=20s")).Expect();
    }

    [SkippableFact]
    public async Task Node_Listed_ShowsWhatTheDesignSays()
    {
        await CreateAsync(
            "aoenodes",
            "{ apiVersion: aoede.io/v1alpha1, kind: AoENode, metadata: { name: columns-node } }",
            """
            {"status":{"agentVersion":"0.1.0","eligibleDevices":3,"targets":{"assigned":2,"exported":1,"frozen":0},"interfaceNames":["eth1","eth2"],
             "conditions":[{"type":"Ready","status":"Unknown","reason":"AgentLost"}]}}
            """,
            "columns-node");

        (await TableAsync("get", "aoen", "columns-node", "-o", "wide")).ShouldBe(
        [
            "NAME READY TARGETS DEVICES VERSION AGE INTERFACES REASON",
            "columns-node Unknown 2 3 0.1.0 AGO [\"eth1\",\"eth2\"] AgentLost",
        ]);
    }

    private async Task CreateAsync(string kind, string yaml, string status, string name)
    {
        (await fixture.Server.KubectlAsync(["create", "-f", "-"], yaml)).Expect();
        (await fixture.Server.KubectlAsync("patch", kind, name, "--subresource=status", "--type=merge", "-p", status)).Expect();
    }

    private async Task<IEnumerable<string>> TableAsync(params string[] arguments)
    {
        var text = (await fixture.Server.KubectlAsync(arguments)).Expect();
        return text.TrimEnd().Split('\n').Select(line => Regex.Replace(Regex.Replace(line.TrimEnd(), " +", " ", RegexOptions.None, Limit), @"(?<= )\d+[smhd](\d+[smh])?(?= |$)", "AGO", RegexOptions.None, Limit));
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
}
