using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Operator.Tests.Cluster;

/// <summary>An API server with the operator, and two nodes with agents that do as the protocol says.</summary>
public class OperatorFixture : ApiServerFixture
{
    private static int _slots;

    private TestOperator? _operator;
    private KubernetesClient? _admin;

    /// <summary>A member of system:masters.</summary>
    internal KubernetesClient Admin => _admin!;

    internal TestOperator Operator => _operator!;

    internal SimulatedAgent W1 { get; private set; } = null!;

    internal SimulatedAgent W2 { get; private set; } = null!;

    protected override ApiServerOptions Options => new() { AddHosts = false };

    /// <summary>An address that no other test has.</summary>
    public static (int Shelf, int Slot) Address()
    {
        var number = Interlocked.Increment(ref _slots);
        return (100 + (number / 15), number % 15);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!ClusterTools.ApiServer.IsMet)
            return;
        _admin = TestOperator.Client(Server.AdminKubeconfig, "kubectl");
        await AddNodeAsync("w1");
        await AddNodeAsync("w2");
        W1 = await SimulatedAgent.StartAsync(Server, "w1");
        W2 = await SimulatedAgent.StartAsync(Server, "w2");
        _operator = await TestOperator.StartAsync(Server);
    }

    public override async Task DisposeAsync()
    {
        await StopOperatorAsync();
        if (W1 is not null)
            await W1.DisposeAsync();
        if (W2 is not null)
            await W2.DisposeAsync();
        _admin?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Ends the operator, which gives its leadership back.</summary>
    internal async Task StopOperatorAsync()
    {
        if (Interlocked.Exchange(ref _operator, null) is { } running)
            await running.DisposeAsync();
    }

    /// <summary>Makes a Node object without a machine.</summary>
    public Task AddNodeAsync(string name) => Server.ApplyAsync($"{{apiVersion: v1, kind: Node, metadata: {{name: {name}}}}}");

    /// <summary>Applies a target and gives its name back.</summary>
    internal async Task<string> ApplyAsync(string name, string node, (int Shelf, int Slot)? address = null, string more = "")
    {
        var (shelf, slot) = address ?? Address();
        await Server.ApplyAsync($$"""
            {apiVersion: aoede.io/v1alpha1, kind: AoETarget, metadata: {name: {{name}}},
             spec: {nodeName: {{node}}, shelf: {{shelf}}, slot: {{slot}}, interfaces: [eth1], backing: {device: {path: /dev/disk/by-id/{{name}} } }{{more}} } }
            """);
        return name;
    }

    internal Task<AoETarget> TargetAsync(string name, Func<AoETarget, bool> condition, string what) =>
        UntilAsync(() => Admin.GetAsync<AoETarget>(name), target => target is not null && condition(target), target => $"{name}: {what}; it is {Show(target)}")!;

    internal Task<AoETarget> ConditionAsync(string name, string type, string status, string reason) => TargetAsync(
        name, target => target.Status?.Condition(type) is { } condition && condition.Status == status && condition.Reason == reason, $"{type}={status}/{reason}");

    internal Task<AoEFreeze> FreezeAsync(string name, string @namespace, Func<AoEFreeze, bool> condition, string what) =>
        UntilAsync(() => Admin.GetAsync<AoEFreeze>(name, @namespace), freeze => freeze is not null && condition(freeze),
            freeze => $"{name}: {what}; it is {freeze?.Status?.Phase} with {freeze?.Status?.Authorized}")!;

    internal async Task GoneAsync(string name) =>
        await UntilAsync(() => Admin.GetAsync<AoETarget>(name), target => target is null, target => $"{name} goes; it is {Show(target)}");

    internal Task EventAsync(string name, string reason, string @namespace = "default") => UntilAsync(
        async () => (IList<Corev1Event>?)await Admin.ListAsync<Corev1Event>(@namespace, fieldSelector: $"involvedObject.name={name}"),
        events => events!.Any(happened => happened.Reason == reason),
        events => $"event {reason} on {name}; there are {string.Join(", ", events!.Select(happened => happened.Reason))}");

    internal async Task KubectlAsync(params string[] arguments) => (await Server.KubectlAsync(arguments)).Expect();

    internal static async Task<T?> UntilAsync<T>(Func<Task<T?>> read, Func<T?, bool> condition, Func<T?, string> what)
    {
        T? last = default;
        try
        {
            await Wait.UntilAsync(async _ => condition(last = await read()), "", TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"this did not happen in time: {what(last)}", late);
        }

        return last;
    }

    private static string Show(AoETarget? target) => target is null ? "gone" :
        $"{target.Status?.Phase} {target.Status?.Assignment} {string.Join(' ', target.Status?.Conditions?.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}") ?? [])}";
}

[CollectionDefinition(Name)]
public sealed class OperatorCollection : ICollectionFixture<OperatorFixture>
{
    public const string Name = "operator";
}
