using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.CrdGen.Tests.Servers;

/// <summary>A manager sends all that it owns of a status each time, and gives up what it leaves out.</summary>
[Collection(OldServerTests.Name)]
public sealed class StatusOwnershipTests(OldServer fixture)
{
    [SkippableFact]
    public async Task EveryPartOfAStatus_GivenUp_IsGoneAndTheRestStays()
    {
        using var client = await ClientAsync("owned-parts");
        JsonObject conditions = new() { ["conditions"] = new JsonArray(Condition("DeviceReady")) };
        var all = (JsonObject)JsonNode.Parse(
            """
            {"export":{"nodeName":"n1","epoch":1,"state":"Exported","soft":{"configString":"","mask":["52:54:00:12:34:56"]}},
             "device":{"resolved":"/dev/sdb","model":""},"interfaces":[{"name":"eth1","mac":"52:54:00:12:34:56","up":true}],
             "initiators":{"count":1,"macs":["52:54:00:12:34:57"]},"freeze":{"state":"Thawed"}}
            """)!;
        foreach (var (name, part) in all.ToList())
        {
            var with = conditions.DeepClone().AsObject();
            with[name] = part!.DeepClone();
            await client.ApplyStatusAsync<AoETarget>("owned-parts", null, with, FieldManagers.Agent);

            var left = await client.ApplyStatusAsync<AoETarget>("owned-parts", null, conditions.DeepClone().AsObject(), FieldManagers.Agent);

            (left.Status!.Export, left.Status.Device, left.Status.Interfaces, left.Status.Initiators, left.Status.Freeze).ShouldBe((null, null, null, null, null), name);
            left.Status.Condition("DeviceReady").ShouldNotBeNull(name);
        }
    }

    [SkippableFact]
    public async Task Conditions_OfTwoManagers_StandSideBySideAndGoOneByOne()
    {
        using var client = await ClientAsync("owned-conditions");
        await client.ApplyStatusAsync<AoETarget>("owned-conditions", null, new() { ["conditions"] = new JsonArray(Condition("Accepted")) }, FieldManagers.Operator);
        await client.ApplyStatusAsync<AoETarget>("owned-conditions", null, new() { ["conditions"] = new JsonArray(Condition("Exported")), ["device"] = new JsonObject { ["size"] = "1Gi" } }, FieldManagers.Agent);

        var left = await client.ApplyStatusAsync<AoETarget>("owned-conditions", null, new() { ["device"] = new JsonObject { ["size"] = "1Gi" } }, FieldManagers.Agent);

        left.Status!.Conditions.ShouldNotBeNull().Select(condition => condition.Type).ShouldBe(["Accepted"]);
    }

    private static JsonObject Condition(string type) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = "Opened",
        ["message"] = "",
        ["lastTransitionTime"] = "2026-11-21T09:00:00Z",
    };

    private async Task<KubernetesClient> ClientAsync(string target)
    {
        (await fixture.Server.KubectlAsync(
            ["create", "-f", "-"],
            $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: {{target}} }
            spec: { nodeName: n1, shelf: 9, slot: 0, interfaces: [eth1], backing: { device: { path: /dev/mapper/x } } }
            """)).Expect();
        return new(
            KubernetesClientConfiguration.BuildDefaultConfig(_ => null, fixture.Server.AdminKubeconfig), ApiJson.Options, "test", TimeProvider.System, NullLogger.Instance);
    }
}
