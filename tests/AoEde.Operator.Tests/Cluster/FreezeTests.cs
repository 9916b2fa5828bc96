using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.ClusterTesting;
using AoEde.Kube.Models;
using AoEde.Operator.Freezes;

namespace AoEde.Operator.Tests.Cluster;

[Collection(OperatorCollection.Name)]
public sealed class FreezeTests(OperatorFixture cluster)
{
    private const string Own = ServiceAccount.InstallNamespace;

    [SkippableFact]
    public async Task Freeze_FromTheOwnNamespace_IsAuthorizedWithItsFinalizer()
    {
        _ = cluster.Server;
        await ServedAsync("fz-own", "w1");
        await FreezeAsync("allowed", Own, "fz-own");

        var freeze = await cluster.FreezeAsync("allowed", Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");

        freeze.Status!.Authorized!.NodeName.ShouldBe("w1");
        freeze.Metadata.Finalizers.ShouldBe([Annotations.ThawFinalizer]);
        await EndAsync("allowed", Own, FreezePhase.Released);
        await cluster.KubectlAsync("delete", "aoefz", "-n", Own, "allowed", "--timeout=30s");
    }

    [SkippableFact]
    public async Task Freeze_FromANamespaceThatIsNotAllowed_IsRefused()
    {
        _ = cluster.Server;
        await cluster.KubectlAsync("create", "namespace", "tenant");
        await ServedAsync("fz-denied", "w1");
        await ServedAsync("fz-granted", "w1", ", freeze: {allowedNamespaces: [tenant]}");
        await FreezeAsync("denied", "tenant", "fz-denied");
        await FreezeAsync("granted", "tenant", "fz-granted");

        var freeze = await cluster.FreezeAsync("denied", "tenant", freeze => freeze.Status?.Phase == FreezePhase.Failed, "it is refused");

        freeze.Metadata.Finalizers.ShouldBeNull();
        freeze.Status!.Condition(FreezeConditions.Complete)!.ShouldSatisfyAllConditions(
            condition => condition.Status.ShouldBe("True"),
            condition => condition.Reason.ShouldBe(Reasons.NamespaceDenied),
            condition => condition.Message.ShouldBe("namespace tenant may not freeze target fz-denied: add it to the target's spec.freeze.allowedNamespaces"));
        freeze.Status.Condition(FreezeConditions.Frozen)!.Status.ShouldBe("False");
        freeze.Status.Condition(FreezeConditions.Valid)!.Status.ShouldBe("False");
        await cluster.EventAsync("denied", EventReasons.FreezeRefused, "tenant");
        await cluster.FreezeAsync("granted", "tenant", freeze => freeze.Status?.Authorized is not null, "it is authorized");
        (await cluster.Server.KubectlAsync("get", "aoefz", "-n", "tenant", "denied")).Expect().ShouldContain("Failed");
    }

    [SkippableFact]
    public async Task Freeze_ThatCannotBe_FailsWithItsReason()
    {
        _ = cluster.Server;
        await ServedAsync("fz-w1", "w1");
        await ServedAsync("fz-w2", "w2");
        await ServedAsync("fz-off", "w1", ", freeze: {enabled: false}");
        await FreezeAsync("spans", Own, "fz-w1, fz-w2");
        await FreezeAsync("disabled", Own, "fz-off");
        await FreezeAsync("missing", Own, "no-such-target");

        await FailsAsync("spans", FreezeReasons.SpansNodes);
        await FailsAsync("disabled", FreezeReasons.FreezeDisabled);
        await FailsAsync("missing", FreezeReasons.TargetNotFound);
    }

    [SkippableFact]
    public async Task Annotation_AddedRemovedAndAddedAgain_IsFollowedByFreezes()
    {
        _ = cluster.Server;
        await ServedAsync("fz-note", "w1");
        await cluster.KubectlAsync("annotate", "aoet", "fz-note", $"{Annotations.Freeze}=nightly", $"{Annotations.FreezeTtl}=30m");
        var name = AnnotatedFreeze.Name("fz-note", "nightly");
        var first = await cluster.FreezeAsync(name, Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");
        first.Spec.Holder.ShouldBe("nightly");
        first.Spec.Ttl.ShouldBe("30m");
        first.Metadata.OwnerReferences!.ShouldHaveSingleItem().Kind.ShouldBe("AoETarget");

        await cluster.KubectlAsync("annotate", "--overwrite", "aoet", "fz-note", $"{Annotations.FreezeTtl}=45m");
        await cluster.FreezeAsync(name, Own, freeze => freeze.Spec.Ttl == "45m", "its lifetime follows");

        await cluster.KubectlAsync("annotate", "aoet", "fz-note", $"{Annotations.Freeze}-");
        await cluster.FreezeAsync(name, Own, freeze => freeze.Spec.Release, "it is released");
        await EndAsync(name, Own, FreezePhase.Released);

        await cluster.KubectlAsync("annotate", "aoet", "fz-note", $"{Annotations.Freeze}=nightly");
        await cluster.FreezeAsync(name, Own, freeze => freeze.Metadata.Uid != first.Metadata.Uid && freeze.Status?.Authorized is not null, "another is made");
    }

    [SkippableFact]
    public async Task Annotation_ThatNamesAnotherHolder_FreezesAnewAfterTheThaw()
    {
        _ = cluster.Server;
        await ServedAsync("fz-swap", "w1");
        await cluster.KubectlAsync("annotate", "aoet", "fz-swap", $"{Annotations.Freeze}=one");
        var (one, two) = (AnnotatedFreeze.Name("fz-swap", "one"), AnnotatedFreeze.Name("fz-swap", "two"));
        await cluster.FreezeAsync(one, Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");

        await cluster.KubectlAsync("annotate", "--overwrite", "aoet", "fz-swap", $"{Annotations.Freeze}=two");
        await cluster.FreezeAsync(one, Own, freeze => freeze.Spec.Release, "it is released");
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<AoEFreeze>(two, Own)).ShouldBeNull();

        await EndAsync(one, Own, FreezePhase.Released);
        await cluster.FreezeAsync(two, Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");
    }

    [SkippableFact]
    public async Task Annotation_WhoseFreezeExpired_DoesNotFreezeForEver()
    {
        _ = cluster.Server;
        await ServedAsync("fz-late", "w1");
        await cluster.KubectlAsync("annotate", "aoet", "fz-late", $"{Annotations.Freeze}=gitops");
        var name = AnnotatedFreeze.Name("fz-late", "gitops");
        var first = await cluster.FreezeAsync(name, Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");
        await EndAsync(name, Own, FreezePhase.Expired);

        await cluster.KubectlAsync("label", "aoet", "fz-late", "applied=again");
        await TestOperator.SettledAsync();
        var now = (await cluster.Admin.GetAsync<AoEFreeze>(name, Own))!;
        (now.Metadata.Uid, now.Spec.Release).ShouldBe((first.Metadata.Uid, false));

        await cluster.KubectlAsync("annotate", "aoet", "fz-late", $"{Annotations.Freeze}-");
        await cluster.FreezeAsync(name, Own, freeze => freeze.Spec.Release, "it is marked as released");
    }

    [SkippableFact]
    public async Task Annotation_WithALifetimeThatIsNone_IsToldOnTheTarget()
    {
        _ = cluster.Server;
        await ServedAsync("fz-bad", "w1");

        await cluster.KubectlAsync("annotate", "aoet", "fz-bad", $"{Annotations.Freeze}=nightly", $"{Annotations.FreezeTtl}=soon");

        await cluster.EventAsync("fz-bad", EventReasons.FreezeRefused);
    }

    [SkippableFact]
    public async Task Holder_ThatHasEndedOrIsGone_ReleasesItsFreeze()
    {
        _ = cluster.Server;
        await ServedAsync("fz-job", "w1");
        await cluster.Server.ApplyAsync($$"""
            {apiVersion: batch/v1, kind: Job, metadata: {name: backup, namespace: {{Own}}},
             spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]} } } }
            """);
        await FreezeAsync("by-job", Own, "fz-job", ", holderRef: {apiVersion: batch/v1, kind: Job, name: backup}");
        await cluster.FreezeAsync("by-job", Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<AoEFreeze>("by-job", Own))!.Spec.Release.ShouldBeFalse();

        await cluster.KubectlAsync(
            "patch", "job", "backup", "-n", Own, "--subresource=status", "--type=merge", "-p", """{"status":{"conditions":[{"type":"Complete","status":"True"}]}}""");
        await cluster.FreezeAsync("by-job", Own, freeze => freeze.Spec.Release, "it is released");

        await FreezeAsync("by-pod", Own, "fz-job", ", holderRef: {apiVersion: v1, kind: Pod, name: no-such-pod}");
        await cluster.FreezeAsync("by-pod", Own, freeze => freeze.Spec.Release, "it is released");
    }

    [SkippableFact]
    public async Task History_WhenItsTimeIsOver_IsDeletedUnlessItIsStillAskedFor()
    {
        _ = cluster.Server;
        await ServedAsync("fz-old", "w1");
        await FreezeAsync("old", Own, "fz-old", ", historyTTL: 1s");
        await cluster.FreezeAsync("old", Own, freeze => freeze.Status?.Authorized is not null, "it is authorized");

        await EndAsync("old", Own, FreezePhase.Released);

        await OperatorFixture.UntilAsync(() => cluster.Admin.GetAsync<AoEFreeze>("old", Own), freeze => freeze is null, _ => "its record goes");
    }

    private async Task ServedAsync(string name, string node, string more = "")
    {
        await cluster.ApplyAsync(name, node, more: more);
        await cluster.ConditionAsync(name, Conditions.Ready, "True", Reasons.Serving);
    }

    private Task FreezeAsync(string name, string @namespace, string targets, string more = "") => cluster.Server.ApplyAsync(
        $$"""{apiVersion: aoede.io/v1alpha1, kind: AoEFreeze, metadata: {name: {{name}}, namespace: {{@namespace}}}, spec: {targets: [{{targets}}]{{more}} } }""");

    private async Task FailsAsync(string name, string reason)
    {
        var freeze = await cluster.FreezeAsync(name, Own, freeze => freeze.Status?.Phase == FreezePhase.Failed, "it is refused");
        freeze.Status!.Condition(FreezeConditions.Complete)!.Reason.ShouldBe(reason);
    }

    // As the agent says it.
    private Task<AoEFreeze> EndAsync(string name, string @namespace, string phase) => cluster.Admin.ApplyStatusAsync<AoEFreeze>(
        name, @namespace,
        new()
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = FreezeConditions.Complete,
                ["status"] = "True",
                ["reason"] = phase,
                ["message"] = "over",
                ["lastTransitionTime"] = KubernetesTime.Micros(TimeProvider.System.GetUtcNow()),
            }),
        },
        FieldManagers.Agent);
}
