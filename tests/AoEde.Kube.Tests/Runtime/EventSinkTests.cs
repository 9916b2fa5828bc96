using System.Net;
using System.Text;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Kube.Tests.Runtime;

public sealed class EventSinkTests
{
    private readonly StepTime _time = new();
    private readonly MemoryServer _server = new();
    private readonly V1ConfigMap _subject = Subject("disk", "ns");

    [Fact]
    public async Task SameReason_WithChangingMessages_BecomesOneEventWithACount()
    {
        var events = await PublishAsync(sink =>
        {
            for (var number = 1; number <= 5; number++)
                sink.Publish(_subject, "DeleteBlocked", $"{number} initiators are busy", EventType.Warning);
        });

        var only = events.ShouldHaveSingleItem();
        only.Count.ShouldBe(5);
        only.Message.ShouldBe("5 initiators are busy");
        only.Type.ShouldBe("Warning");
        only.InvolvedObject.Uid.ShouldBe("disk-uid");
        only.InvolvedObject.Kind.ShouldBe("ConfigMap");
        only.ReportingComponent.ShouldBe("aoede.io/test");
        only.ReportingInstance.ShouldBe("pod-1");
        only.Metadata.Name!.ShouldStartWith("disk.");
        only.Metadata.NamespaceProperty.ShouldBe("ns");
    }

    [Fact]
    public async Task SameReason_TenMinutesLater_IsAnEventOfItsOwn()
    {
        var events = await PublishAsync(sink =>
        {
            sink.Publish(_subject, "Moved", "once");
            _time.Advance(TimeSpan.FromMinutes(10));
            sink.Publish(_subject, "Moved", "twice");
        });

        events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Object_OfTheCluster_HasItsEventsInDefault()
    {
        var events = await PublishAsync(sink => sink.Publish(new V1Node { Metadata = new() { Name = "n1", Uid = "u" } }, "AgentLost", "gone", EventType.Warning));

        events.ShouldHaveSingleItem().Metadata.NamespaceProperty.ShouldBe("default");
        events[0].InvolvedObject.NamespaceProperty.ShouldBeNull();
        events[0].InvolvedObject.ApiVersion.ShouldBe("v1");
    }

    [Fact]
    public async Task Message_ThatIsTooLong_IsCutAtAWholeCharacter()
    {
        var events = await PublishAsync(sink => sink.Publish(_subject, "Long", string.Concat(Enumerable.Repeat("🖴", 400))));

        var message = events.ShouldHaveSingleItem().Message!;
        Encoding.UTF8.GetByteCount(message).ShouldBeInRange(1018, 1024);
        message.ShouldEndWith("🖴…");
    }

    [Fact]
    public async Task OneObject_WithTooManyReasons_IsHeldBackAndCounted()
    {
        var sink = Sink();
        var events = await PublishAsync(sink, () =>
        {
            for (var number = 0; number < 40; number++)
                sink.Publish(_subject, $"Reason{number}", "again");
            sink.Publish(Subject("other", "ns"), "Reason", "not held back");
        });

        events.Count.ShouldBe(26);
        sink.Dropped.ShouldBe(15);
    }

    [Fact]
    public async Task OneObject_HeldBack_MaySpeakAgainAfterFiveMinutes()
    {
        var sink = Sink();
        await PublishAsync(sink, () =>
        {
            for (var number = 0; number < 26; number++)
                sink.Publish(_subject, $"Reason{number}", "again");
        });
        sink.Dropped.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(5));
        var events = await PublishAsync(sink, () => sink.Publish(_subject, "Later", "again"));

        events.ShouldContain(one => one.Reason == "Later");
    }

    [Fact]
    public void MoreThanAThousand_WithNobodyWriting_LoseTheOldest()
    {
        var sink = Sink();

        for (var number = 0; number < 1010; number++)
            sink.Publish(_subject, "Many", "again");

        sink.Dropped.ShouldBe(10);
    }

    [Fact]
    public async Task Event_ThatTheServerHasForgotten_IsMadeAnew()
    {
        var sink = Sink();
        var first = await PublishAsync(sink, () => sink.Publish(_subject, "Moved", "once"));
        await _server.DeleteAsync(first.Single());

        var events = await PublishAsync(sink, () => sink.Publish(_subject, "Moved", "twice"));

        events.ShouldHaveSingleItem().Message.ShouldBe("twice");
    }

    [Fact]
    public async Task Server_ThatRefuses_StopsNobody()
    {
        _server.Before = (_, _, _) => throw MemoryServer.Error(HttpStatusCode.Forbidden, "Forbidden");
        var sink = Sink();
        await PublishAsync(sink, () => sink.Publish(_subject, "Moved", "once"));

        sink.Dropped.ShouldBe(1);
    }

    [Fact]
    public void AnyEvents_OfFewReasons_AreAllCounted() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 2)).ArrayOf().Where(all => all.Length <= 25).ToArbitrary(),
        all =>
        {
            var server = new MemoryServer();
            var sink = new EventSink(server, "aoede.io/test", "pod-1", _time, NullLogger.Instance);
            foreach (var (subject, reason) in all)
                sink.Publish(Subject($"s{subject}", "ns"), $"R{reason}", "m");
            sink.RunAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
            var counted = server.ListAsync<Corev1Event>().Result.ToDictionary(one => (one.InvolvedObject.Name!, one.Reason!), one => one.Count!.Value);
            return counted.Count == all.Distinct().Count()
                && all.GroupBy(one => one).All(group => counted[($"s{group.Key.Item1}", $"R{group.Key.Item2}")] == group.Count());
        }).QuickCheckThrowOnFailure();

    private static V1ConfigMap Subject(string name, string @namespace) =>
        new() { Metadata = new() { Name = name, NamespaceProperty = @namespace, Uid = $"{name}-uid" } };

    private EventSink Sink() => new(_server, "aoede.io/test", "pod-1", _time, NullLogger.Instance);

    private Task<IList<Corev1Event>> PublishAsync(Action<EventSink> publish)
    {
        var sink = Sink();
        return PublishAsync(sink, () => publish(sink));
    }

    /// <summary>Publishes, and has everything written: at its end a sink writes what is left.</summary>
    private async Task<IList<Corev1Event>> PublishAsync(EventSink sink, Action publish)
    {
        publish();
        await sink.RunAsync(new CancellationToken(canceled: true));
        return await _server.ListAsync<Corev1Event>();
    }
}
