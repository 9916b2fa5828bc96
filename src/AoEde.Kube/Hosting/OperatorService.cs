using AoEde.Kube.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AoEde.Kube.Hosting;

/// <summary>
/// Runs an operator: stores and events always, so that an instance in waiting takes over with what it knows; controllers only while it leads.
/// </summary>
/// <param name="reflectors">The stores.</param>
/// <param name="pipelines">The controllers.</param>
/// <param name="events">Where events go.</param>
/// <param name="services">Has the elector, where there is an election.</param>
internal sealed class OperatorService(
    IEnumerable<IReflector> reflectors, IEnumerable<IPipeline> pipelines, EventSink events, IServiceProvider services) : BackgroundService
{
    private readonly List<IReflector> _reflectors = [.. reflectors];
    private readonly List<IPipeline> _pipelines = [.. pipelines];
    private readonly LeaseElector? _elector = services.GetService<LeaseElector>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ground = new CancellationTokenSource();
        List<Task> loops = [.. _reflectors.Select(reflector => reflector.RunAsync(ground.Token)), events.RunAsync(ground.Token)];
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var work = WorkAsync(broken.Token);
        try
        {
            // A loop that ends by itself is a bug; going on with a store that no longer moves would be worse than ending.
            await Task.WhenAny([work, .. loops]);
        }
        finally
        {
            await broken.CancelAsync();
            await EndAsync(work);
            await ground.CancelAsync();
        }

        await Task.WhenAll([work, .. loops]);
    }

    /// <summary>Waits for a task without throwing what it throws; that comes later.</summary>
    private static Task EndAsync(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_reflectors.Select(reflector => reflector.WaitForSyncAsync(cancellationToken)));
            if (_elector is null)
                await LeadAsync(static () => true, cancellationToken);
            else
                await _elector.RunAsync(token => LeadAsync(() => _elector.IsLeader, token), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>Runs all controllers; when one fails, all end.</summary>
    private async Task LeadAsync(Func<bool> mayWork, CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _pipelines.Select(pipeline => pipeline.RunAsync(mayWork, all.Token)).Append(Task.Delay(Timeout.Infinite, all.Token)).ToList();
        await Task.WhenAny(running);
        await all.CancelAsync();
        foreach (var task in running)
            await EndAsync(task);
        foreach (var task in running.SkipLast(1))
            await task;
    }
}
