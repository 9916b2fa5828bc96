using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Inventory;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.NodeAgent.Tests.Inventory;

/// <summary>When an AoENode is written, and what of it.</summary>
public sealed class NodePublisherTests : IDisposable
{
    private readonly InventoryBench _bench = new();
    private readonly RecordingServer _server = new();
    private readonly NodePublisher _publisher;

    public NodePublisherTests() => _publisher = new NodePublisher(_bench.Inventory, _server, _server, _bench.Time, NullLogger.Instance);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Node_SeenFirst_IsMadeWithItsOwnerAndWrittenAtOnce()
    {
        await LookAsync();

        JsonNode.DeepEquals(_server.Objects.ShouldHaveSingleItem(), JsonNode.Parse("""
            {"apiVersion":"aoede.io/v1alpha1","kind":"AoENode","metadata":{"name":"node-a","ownerReferences":[{"apiVersion":"v1","kind":"Node","name":"node-a","uid":"node-uid"}]}}
            """)).ShouldBeTrue();
        var (status, uid) = _server.Statuses.ShouldHaveSingleItem();
        uid.ShouldBe("uid-1");
        status["kernel"]!.ToString().ShouldBe("6.12.0-amd64");
        status["conditions"]!.AsArray().Count.ShouldBe(5);
    }

    [Fact]
    public async Task Node_Unknown_IsWrittenWithoutAnOwner()
    {
        _server.HasNode = false;
        await LookAsync();

        _server.Objects.ShouldHaveSingleItem()["metadata"]!.AsObject().ContainsKey("ownerReferences").ShouldBeFalse();
        _server.Statuses.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Status_Unchanged_IsNotWrittenAgain()
    {
        await LookAsync();
        for (int i = 0; i < 10; i++)
        {
            _bench.Time.Advance(NodePublisher.LookInterval);
            await LookAsync();
        }

        _server.Statuses.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Status_Changed_IsWrittenNoSoonerThanTheInterval()
    {
        await LookAsync();
        _bench.Links[0] = _bench.Links[0] with { IsUp = false };
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        (await LookAsync()).ShouldBe(TimeSpan.FromSeconds(20));
        _server.Statuses.Count.ShouldBe(1);
        _bench.Time.Advance(TimeSpan.FromSeconds(20));
        await LookAsync();

        _server.Statuses.Count.ShouldBe(2);
        _server.Objects.Count.ShouldBe(1, "the object is there");
    }

    [Fact]
    public async Task Status_ThatSomebodyElseChanged_IsSetRight()
    {
        await LookAsync();
        var there = JsonSerializer.Deserialize<AoENodeStatus>(_server.Statuses[0].Status, ApiJson.Options)!;
        _bench.Current = new AoENode
        {
            Metadata = new V1ObjectMeta { Uid = "uid-1", OwnerReferences = [new V1OwnerReference()] },
            Status = there with { Conditions = [there.Conditions![0] with { Status = "Unknown", Reason = "AgentLost" }, .. there.Conditions.Skip(1)] },
        };
        _bench.Time.Advance(NodePublisher.WriteInterval);
        await LookAsync();

        _server.Statuses.Count.ShouldBe(2);
        _bench.Current.Status = there;
        _bench.Time.Advance(NodePublisher.WriteInterval);
        await LookAsync();
        _server.Statuses.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_Refusing_IsAskedAgainAfterTheInterval()
    {
        _server.Refusal = new HttpRequestException("connection refused");
        (await LookAsync()).ShouldBe(NodePublisher.WriteInterval);
        _server.Refusal = null;
        await LookAsync();

        _server.Statuses.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Node_DeletedMeanwhile_IsMadeAnew()
    {
        await LookAsync();
        _bench.Links.Clear();
        _bench.Time.Advance(NodePublisher.WriteInterval);
        _server.Refusal = new KubernetesException(new V1Status { Code = 404, Reason = "NotFound" });
        await LookAsync();
        _server.Refusal = null;
        await LookAsync();

        _server.Objects.Count.ShouldBe(2);
        _server.Statuses[^1].Uid.ShouldBe("uid-2");
    }

    [Fact]
    public async Task Run_Asked_LooksAgain()
    {
        using var stop = new CancellationTokenSource();
        var running = _publisher.RunAsync(stop.Token);
        _bench.Links.Clear();
        _publisher.Wake();
        for (int i = 0; i < 100 && _server.Statuses.Count < 2; i++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, CancellationToken.None);
        }

        _server.Statuses.Count.ShouldBe(2);
        await stop.CancelAsync();
        await running;
    }

    private Task<TimeSpan> LookAsync() => _publisher.LookAsync(CancellationToken.None);
}
