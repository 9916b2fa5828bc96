using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Kube.Tests.Runtime;

public sealed class ObjectStoreTests
{
    private readonly ObjectStore<V1ConfigMap> _store = new();
    private readonly List<string> _told = [];

    [Fact]
    public void Replace_WithoutAnObject_TellsThatItIsGone()
    {
        _store.Replace([Map("a", "1"), Map("b", "1")]);
        using var _ = _store.Subscribe(Note);
        _told.Clear();

        _store.Replace([Map("b", "2"), Map("c", "1")]);

        _told.ShouldBe(["-a1", "b1>b2", "+c1"], ignoreOrder: true);
        _store.List().Count.ShouldBe(2);
        _store.Find("a", "ns").ShouldBeNull();
    }

    [Fact]
    public void Replace_WithAnObjectMadeAnew_TellsThatTheOldOneIsGone()
    {
        _store.Replace([Map("a", "1", uid: "old")]);
        using var _ = _store.Subscribe(Note);

        _store.Replace([Map("a", "5", uid: "new")]);

        _told.ShouldBe(["+a1", "-a1", "+a5"]);
    }

    [Fact]
    public void Set_OfTheSameVersion_TellsNothing()
    {
        _store.Set(Map("a", "1")).ShouldBeTrue();
        using var _ = _store.Subscribe(Note);

        _store.Set(Map("a", "1")).ShouldBeFalse();

        _told.ShouldBe(["+a1"]);
    }

    [Fact]
    public void Remove_OfAnOlderObjectOfTheName_LeavesTheNewOne()
    {
        _store.Set(Map("a", "5", uid: "new"));

        _store.Remove(Map("a", "4", uid: "old")).ShouldBeFalse();

        _store.Find("a", "ns").ShouldNotBeNull();
    }

    [Fact]
    public void Subscriber_ThatThrows_IsReportedAndOthersAreTold()
    {
        List<Exception> failures = [];
        var store = new ObjectStore<V1ConfigMap>(failures.Add);
        using var bad = store.Subscribe((_, _) => throw new InvalidOperationException("a bug"));
        using var good = store.Subscribe(Note);

        store.Set(Map("a", "1"));

        failures.ShouldHaveSingleItem().Message.ShouldBe("a bug");
        _told.ShouldBe(["+a1"]);
    }

    [Fact]
    public void Subscription_Disposed_HearsNothingMore()
    {
        _store.Subscribe(Note).Dispose();

        _store.Set(Map("a", "1"));

        _told.ShouldBeEmpty();
    }

    [Fact]
    public void Subscriber_ThroughAnyHistory_KnowsWhatTheStoreKnows() => Prop.ForAll(
        (from act in Gen.Choose(0, 5) from name in Gen.Choose(0, 3) from uid in Gen.Choose(1, 3) select (act, name, uid)).ArrayOf().ToArbitrary(),
        history =>
        {
            var store = new ObjectStore<V1ConfigMap>();
            var known = new Dictionary<string, V1ConfigMap>(StringComparer.Ordinal);
            using var _ = store.Subscribe((old, current) =>
            {
                // What is told must fit what was told before.
                known.GetValueOrDefault((old ?? current)!.Metadata.Name!)?.Metadata.Uid.ShouldBe(old?.Metadata.Uid);
                if (current is null)
                    known.Remove(old!.Metadata.Name!).ShouldBeTrue();
                else
                    known[current.Metadata.Name!] = current;
            });
            var version = 0;
            foreach (var (act, name, uid) in history)
            {
                var entity = Map($"{name}", $"{++version}", $"{uid}");
                if (act == 0)
                    store.Replace(Enumerable.Range(0, name).Select(number => Map($"{number}", $"{version}", $"{uid}")));
                else if (act < 4)
                    store.Set(entity);
                else
                    store.Remove(entity);
            }

            return store.List().ToHashSet().SetEquals(known.Values) && store.Count == known.Count;
        }).QuickCheckThrowOnFailure();

    private static V1ConfigMap Map(string name, string version, string uid = "1") =>
        new() { Metadata = new() { Name = name, NamespaceProperty = "ns", Uid = uid, ResourceVersion = version } };

    private static string Label(V1ConfigMap map) => map.Metadata.Name + map.Metadata.ResourceVersion;

    private void Note(V1ConfigMap? old, V1ConfigMap? current) => _told.Add((old, current) switch
    {
        (null, { } added) => $"+{Label(added)}",
        ({ } gone, null) => $"-{Label(gone)}",
        ({ } before, { } after) => $"{Label(before)}>{Label(after)}",
        _ => "nothing",
    });
}
