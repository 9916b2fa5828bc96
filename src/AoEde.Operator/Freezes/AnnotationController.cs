using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Operator;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Freezes;

/// <summary>Does what <see cref="AnnotationPlan"/> says.</summary>
internal sealed class AnnotationController(
    IKubernetesClient client,
    IObjectStore<AoEFreeze> freezes,
    Latest<AoEFreeze> latest,
    EventPublisher events,
    OperatorOptions options,
    ILogger<AnnotationController> logger)
{
    // What was said about a target's annotation, so that it is not said at every look.
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>Makes freezes follow the annotation of a target.</summary>
    public async Task FollowAsync(AoETarget target, CancellationToken cancellationToken)
    {
        var mine = freezes.List().Where(freeze => freeze.Metadata.NamespaceProperty == options.Namespace && AnnotatedFreeze.IsOf(freeze, target))
            .Select(latest.Newest).ToList();
        foreach (var step in AnnotationPlan.Of(target, mine, options.Namespace))
        {
            try
            {
                await DoAsync(step, cancellationToken);
                _refused.TryRemove(target.Metadata.Uid!, out _);
            }
            catch (KubernetesException answer) when (Answers.IsRefusal(answer))
            {
                await SayRefusedAsync(target, answer.Message, cancellationToken);
            }
        }
    }

    private async Task DoAsync(AnnotationStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case AnnotationStep.Create { Freeze: var freeze }:
                await CreateAsync(freeze, cancellationToken);
                break;
            case AnnotationStep.Release { Freeze: var freeze }:
                OperatorLog.FreezeReleasing(logger, ObjectKey.Of(freeze), "its annotation is gone");
                await PatchAsync(freeze, new JsonObject { ["release"] = true }, cancellationToken);
                break;
            case AnnotationStep.SetTtl { Freeze: var freeze, Ttl: var ttl }:
                await PatchAsync(freeze, new JsonObject { ["ttl"] = ttl }, cancellationToken);
                break;
            case AnnotationStep.Delete { Freeze: var freeze }:
                await client.DeleteAsync(freeze, cancellationToken);
                break;
        }
    }

    private async Task CreateAsync(AoEFreeze freeze, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(freeze, cancellationToken);
            OperatorLog.FreezeCreated(logger, ObjectKey.Of(freeze), freeze.Spec.Holder);
        }
        catch (KubernetesException answer) when (answer.Status is { Code: 409 })
        {
            // It was made a moment ago and the watch has not said so yet, or somebody else made one of this name, which is left to them.
        }
    }

    private async Task PatchAsync(AoEFreeze freeze, JsonObject spec, CancellationToken cancellationToken) => latest.Keep(
        await client.PatchAsync<AoEFreeze>(
            new(new JsonObject { ["spec"] = spec }, V1Patch.PatchType.MergePatch), freeze.Metadata.Name!, freeze.Metadata.NamespaceProperty,
            FieldManagers.Operator, cancellationToken: cancellationToken));

    private async Task SayRefusedAsync(AoETarget target, string message, CancellationToken cancellationToken)
    {
        if (_refused.TryGetValue(target.Metadata.Uid!, out var said) && said == message)
            return;
        _refused[target.Metadata.Uid!] = message;
        OperatorLog.AnnotationRefused(logger, target.Metadata.Name!, message);
        await events(target, EventReasons.FreezeRefused,
            $"annotation {Annotations.Freeze} or {Annotations.FreezeTtl} cannot be used: {message}", EventType.Warning, cancellationToken);
    }
}
