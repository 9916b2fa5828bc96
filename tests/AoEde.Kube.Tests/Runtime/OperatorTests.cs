using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.DependencyInjection;
using Result = AoEde.Kube.Operator.ReconciliationResult<AoEde.Kube.Models.V1ConfigMap>;

namespace AoEde.Kube.Tests.Runtime;

public sealed class OperatorTests
{
    private readonly StepTime _time = new();
    private readonly MemoryServer _server = new();
    private readonly OperatorBench.Script _script = new();

    [Fact]
    public async Task NewObject_BeforeItIsReconciled_HasTheFinalizer()
    {
        IList<string>? finalizers = null;
        _script.Reconcile = (entity, _) =>
        {
            finalizers ??= entity.Metadata.Finalizers;
            return Task.FromResult(Result.Success(entity));
        };
        await using var bench = Start();

        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        finalizers.ShouldBe([OperatorBench.Finalizer]);
    }

    [Fact]
    public async Task Finalizer_BehindAForeignOne_RunsAndLeavesThatAlone()
    {
        await using var bench = Start();
        await CreateAsync("a", "theirs.example/first");
        await _script.UntilAsync("reconcile a");

        await _server.DeleteAsync<V1ConfigMap>("a", "ns");
        await _script.UntilAsync("finalize a");

        await UntilAsync(async () => (await FindAsync("a"))?.Metadata.Finalizers is ["theirs.example/first"]);
        _script.Count("deleted a").ShouldBe(0);
    }

    [Fact]
    public async Task Finalizer_ThatNeedsTime_IsCalledUntilItIsDone()
    {
        var calls = 0;
        _script.Finalize = (entity, _) => Task.FromResult(Result.Success(entity, ++calls < 3 ? TimeSpan.FromSeconds(2) : null));
        await using var bench = Start();
        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        await _server.DeleteAsync<V1ConfigMap>("a", "ns");
        await _script.UntilAsync("finalize a", 1);
        (await FindAsync("a")).ShouldNotBeNull();
        await AdvanceUntilAsync(() => _script.Count("deleted a") == 1);

        _script.Count("finalize a").ShouldBe(3);
        (await FindAsync("a")).ShouldBeNull();
    }

    [Fact]
    public async Task Finalizer_ChangedUnderUs_IsRemovedAllTheSame()
    {
        _script.Finalize = async (entity, _) =>
        {
            await AnnotateAsync("a", "meanwhile");
            return Result.Success(entity);
        };
        await using var bench = Start();
        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        await _server.DeleteAsync<V1ConfigMap>("a", "ns");
        await _script.UntilAsync("deleted a");

        _script.Count("finalize a").ShouldBe(1);
    }

    [Fact]
    public async Task Failure_WithoutATime_IsTriedAgainLaterAndLater()
    {
        _script.Reconcile = (entity, _) => Task.FromResult(Result.Failure(entity, "no luck"));
        await using var bench = Start();
        await CreateAsync("a");
        await _script.UntilAsync("reconcile a", 1);

        await AdvanceUntilAsync(() => _script.Count("reconcile a") == 5);

        // 1 + 2 + 4 + 8 s.
        (_time.GetUtcNow() - new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero)).TotalSeconds.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public async Task Exception_InOneObject_StopsNoOther()
    {
        _script.Reconcile = (entity, _) => entity.Metadata.Name == "bad"
            ? throw new InvalidOperationException("a bug")
            : Task.FromResult(Result.Success(entity));
        await using var bench = Start();

        await CreateAsync("bad");
        await _script.UntilAsync("reconcile bad");
        await CreateAsync("good");
        await _script.UntilAsync("reconcile good");
        await AdvanceUntilAsync(() => _script.Count("reconcile bad") == 3);
    }

    [Fact]
    public async Task Object_RemovedAndMadeAnew_IsToldOfAsBoth()
    {
        List<string?> gone = [];
        _script.Deleted = (entity, _) =>
        {
            gone.Add(entity.Metadata.Uid);
            return Task.FromResult(Result.Success(entity));
        };
        await using var bench = Start(settings => settings.AutoAttachFinalizers = false);
        var first = await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        _server.WatchesAreHeld = true;
        await _server.DeleteAsync(first);
        await CreateAsync("a");
        _server.WatchesAreHeld = false;
        await _script.UntilAsync("reconcile a", 2);

        gone.ShouldBe([first.Metadata.Uid]);
    }

    [Fact]
    public async Task Store_OlderThanOurOwnWrite_IsNotBelieved()
    {
        List<bool> marked = [];
        _script.Reconcile = async (entity, _) =>
        {
            var isMarked = entity.Metadata.Annotations?.ContainsKey("mark") == true;
            marked.Add(isMarked);
            return Result.Success(isMarked ? entity : await AnnotateAsync("a", "mark"));
        };
        await using var bench = Start(settings => settings.AutoAttachFinalizers = false);
        await UntilAsync(() => Task.FromResult(bench.Health.IsReady));
        var map = await CreateAsync("a");
        await UntilAsync(() => Task.FromResult(marked.Count > 0));
        _server.WatchesAreHeld = true;
        await bench.Queue(map, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, CancellationToken.None);
        await UntilAsync(() => Task.FromResult(marked.Count > 1));

        marked[1].ShouldBeTrue("the second look sees what the first one wrote");
        _server.WatchesAreHeld = false;
    }

    [Theory]
    [InlineData(ReconcileStrategy.ByResourceVersion, true)]
    [InlineData(ReconcileStrategy.ByGeneration, false)]
    public async Task Annotation_ByStrategy_IsSeenOrNot(ReconcileStrategy strategy, bool isSeen)
    {
        await using var bench = Start(settings =>
        {
            settings.AutoAttachFinalizers = false;
            settings.ReconcileStrategy = strategy;
        });
        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        await AnnotateAsync("a", "freeze");
        await CreateAsync("b");
        await _script.UntilAsync("reconcile b");

        if (isSeen)
            await _script.UntilAsync("reconcile a", 2);
        else
            _script.Count("reconcile a").ShouldBe(1);
    }

    [Fact]
    public async Task Everything_AfterTenMinutes_IsLookedAtAgain()
    {
        await using var bench = Start(settings => settings.AutoAttachFinalizers = false);
        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");

        _time.Advance(TimeSpan.FromMinutes(10));

        await _script.UntilAsync("reconcile a", 2);
    }

    [Fact]
    public async Task Health_BeforeTheFirstList_IsLiveButNotReady()
    {
        _server.Before = (verb, _, _) =>
        {
            if (verb == "list")
                throw new HttpRequestException("connection refused");
        };
        await using var bench = Start();
        await UntilAsync(() => Task.FromResult(_server.Requests.Contains("list V1ConfigMap")));
        bench.Health.IsReady.ShouldBeFalse();
        bench.Health.IsLive.ShouldBeTrue();
        bench.Health.Describe().ShouldContain("[-] watch of ConfigMap: not listed yet");
        (await bench.Queue(new() { Metadata = new() { Name = "a" } }, ReconciliationType.Added, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, default))
            .ShouldBeFalse();

        _server.Before = null;
        await AdvanceUntilAsync(() => bench.Health.IsReady);
        bench.Health.Describe().ShouldContain("[+] watch of ConfigMap: 0 objects");
    }

    [Fact]
    public async Task Reconciliation_WhileSomebodyTraces_IsAnActivity()
    {
        List<Activity> activities = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AoEde.Kube",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (Start(settings => settings.AutoAttachFinalizers = false))
        {
            await CreateAsync("traced");
            await _script.UntilAsync("reconcile traced");
        }

        lock (activities)
        {
            var one = activities.First(activity => "traced".Equals(activity.GetTagItem("k8s.object.name")));
            one.OperationName.ShouldBe("reconcile ConfigMap");
            one.GetTagItem("k8s.namespace.name").ShouldBe("ns");
            one.GetTagItem("k8s.object.uid").ShouldNotBeNull();
            one.Status.ShouldBe(ActivityStatusCode.Ok);
        }
    }

    [Fact]
    public async Task Instruments_OfARunningOperator_AreMeasured()
    {
        var measured = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => Enable(instrument, own) };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        _script.Reconcile = (entity, _) => Task.FromResult(Result.Failure(entity, "no luck"));
        await using var bench = Start(settings =>
        {
            settings.AutoAttachFinalizers = false;
            settings.LeaderElectionType = LeaderElectionType.Single;
        });

        await CreateAsync("a");
        await _script.UntilAsync("reconcile a");
        await CreateAsync("after the list");
        await UntilAsync(() =>
        {
            listener.RecordObservableInstruments();
            return Task.FromResult(measured.ContainsKey("aoede_kube_queue_retries_total") && measured.ContainsKey("aoede_kube_watch_events_total"));
        });

        // Other tests of this process measure too; what is theirs alone does not matter.
        string[] expected =
        [
            "aoede_kube_queue_depth", "aoede_kube_queue_adds_total", "aoede_kube_queue_retries_total", "aoede_kube_reconcile_seconds",
            "aoede_kube_watch_events_total", "aoede_kube_watch_age_seconds", "aoede_kube_leader",
        ];
        expected.ShouldBeSubsetOf(measured.Keys);

        static void Enable(Instrument instrument, MeterListener own)
        {
            if (instrument.Meter.Name == "AoEde.Kube")
                own.EnableMeasurementEvents(instrument);
        }

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            measured[instrument.Name] = tags.Length > 0 ? tags[0].Value?.ToString() : null;
    }

    [Fact]
    public void Builder_ToldTwiceOfAKind_Refuses()
    {
        var builder = new ServiceCollection().AddKubernetesOperator(settings => settings.Namespace = "ns").AddStore<V1Lease>("other").AddStore<V1Node>("passed over");
        builder.AddStore<V1Lease>("other");
        builder.AddStore<V1Node>();

        Should.Throw<InvalidOperationException>(() => builder.AddStore<V1Lease>()).Message.ShouldContain("V1Lease has a store of other objects already");
    }

    [Fact]
    public void Settings_ThatContradictEachOther_AreRefused() =>
        Should.Throw<InvalidOperationException>(() =>
            new OperatorSettingsBuilder { LeaderElectionRenewDeadline = TimeSpan.FromSeconds(20) }.Build()).Message.ShouldContain("lease must last longer");

    private OperatorBench Start(Action<OperatorSettingsBuilder>? configure = null) => new(_server, _time, _script, configure);

    private Task<V1ConfigMap?> FindAsync(string name) => _server.GetAsync<V1ConfigMap>(name, "ns");

    private Task<V1ConfigMap> CreateAsync(string name, params string[] finalizers) => _server.CreateAsync(
        new V1ConfigMap { Metadata = new() { Name = name, NamespaceProperty = "ns", Finalizers = finalizers.Length == 0 ? null : finalizers } });

    private Task<V1ConfigMap> AnnotateAsync(string name, string annotation) => _server.PatchAsync<V1ConfigMap>(
        new(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = "set" } } }, V1Patch.PatchType.MergePatch), name, "ns");

    private static Task UntilAsync(Func<Task<bool>> condition) => ClusterTesting.Wait.UntilAsync(_ => condition(), "the operator gets there");

    private Task AdvanceUntilAsync(Func<bool> condition) => UntilAsync(() =>
    {
        if (condition())
            return Task.FromResult(true);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        return Task.FromResult(condition());
    });
}
