using System.Diagnostics;
using System.Globalization;
using System.Text;
using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Audit;
using AoEde.ClusterTesting.Processes;
using AoEde.Kube.Models;
using Xunit.Abstractions;

namespace AoEde.Operator.Tests.Cluster;

/// <summary>A thousand targets with a server and an operator of their own.</summary>
public sealed class ScaleTests(ITestOutputHelper output) : OperatorFixture
{
    private const int Count = 1000;

    [SkippableFact]
    public async Task Targets_AThousandAtOnce_SettleWithFewRequestsAndStay()
    {
        _ = Server;
        var list = Path.Combine(Server.Folder, "targets.yaml");
        await File.WriteAllTextAsync(list, Targets());
        var clock = Stopwatch.StartNew();
        await Server.KubectlAsync("create", "--validate=false", "-f", list);
        var created = clock.Elapsed;
        await Wait.UntilAsync(
            async token => (await Admin.ListAsync<AoETarget>(cancellationToken: token)).Count(target => target.Status?.Condition(Conditions.Ready)?.Status == "True") == Count,
            "every target is ready",
            TimeSpan.FromMinutes(5));
        var settled = clock.Elapsed;
        var writes = Writes();

        var before = await VersionsAsync();
        await Task.Delay(TimeSpan.FromSeconds(10));
        (await VersionsAsync()).ShouldBe(before);
        Writes().Count.ShouldBe(writes.Count);

        // Another operator takes over all of it and finds nothing to be done.
        using var process = OperatorProcess.Start(Server, "next", await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl), 8081);
        await StopOperatorAsync();
        await Wait.UntilAsync(
            async token => (await Admin.GetAsync<V1Lease>("aoede-operator-leader", ServiceAccount.InstallNamespace, token))?.Spec.HolderIdentity?.StartsWith("next", StringComparison.Ordinal) is true,
            "the other leads");
        await Task.Delay(TimeSpan.FromSeconds(10));
        (await VersionsAsync()).ShouldBe(before);
        Writes().Count.ShouldBe(writes.Count);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"created in {created.TotalSeconds:F1} s, ready after {settled.TotalSeconds:F1} s"));
        foreach (var group in writes.GroupBy(request => $"{request.Verb} {request.Resource}"))
            output.WriteLine($"{group.Key}: {group.Count()}");
        output.WriteLine($"resident memory of an operator with {Count} targets: {process.ResidentBytes >> 20} MiB");

        writes.Count(request => request is { Resource: "aoetargets", Verb: "patch" }).ShouldBe(Count);
        writes.Count(request => request.Resource == "aoetargets/status").ShouldBeInRange(Count, 2 * Count);
        Server.ForbiddenRequests().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Moves_OfManyAtOnce_NeverHaveTwoAgentsServe()
    {
        _ = Server;
        var served = new Dictionary<string, HashSet<string>>();
        var twice = new List<string>();
        W1.Observed = W2.Observed = (uid, node, begins) =>
        {
            lock (served)
            {
                if (!served.TryGetValue(uid, out var nodes))
                    served[uid] = nodes = [];
                _ = begins ? nodes.Add(node) : nodes.Remove(node);
                if (nodes.Count > 1)
                    twice.Add(uid);
            }
        };
        for (var number = 0; number < 10; number++)
            await ApplyAsync($"m{number}", "w1", more: ", portable: true");
        for (var round = 0; round < 6; round++)
        {
            var node = round % 2 == 0 ? "w2" : "w1";
            await KubectlAsync(["patch", "aoet", .. Enumerable.Range(0, 10).Select(number => $"m{number}"), "--type=merge", "-p", $$$"""{"spec":{"nodeName":"{{{node}}}"}}"""]);
        }

        for (var number = 0; number < 10; number++)
        {
            var target = await TargetAsync($"m{number}", target => target.Status?.Export is { NodeName: "w1", State: ExportStates.Exported } && target.Status.Assignment is { NodeName: "w1", Withdraw: null }
                && target.Status.Export.Epoch == target.Status.Assignment.Epoch, "it comes to rest on w1");
            target.Status!.Assignment!.Epoch.ShouldBeGreaterThan(1);
        }

        lock (served)
            twice.ShouldBeEmpty();
    }

    private static string Targets()
    {
        var yaml = new StringBuilder();
        for (var number = 0; number < Count; number++)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture,
                $"---\n{{apiVersion: aoede.io/v1alpha1, kind: AoETarget, metadata: {{name: t{number}}}, spec: {{nodeName: w{1 + (number % 2)}, shelf: {1000 + (number / 10)}, slot: {number % 10}, interfaces: [eth1], backing: {{device: {{path: /dev/disk/by-id/t{number}}}}}}}}}");
        }

        return yaml.ToString();
    }

    private List<AuditEvent> Writes() =>
        [.. Server.Requests().Where(request => request.User == ServiceAccount.Operator.UserName && request.Verb is not ("watch" or "list") && request.Resource is not ("leases" or "events"))];

    private async Task<Dictionary<string, string?>> VersionsAsync() =>
        (await Admin.ListAsync<AoETarget>()).ToDictionary(target => target.Metadata.Name!, target => target.Metadata.ResourceVersion);
}
