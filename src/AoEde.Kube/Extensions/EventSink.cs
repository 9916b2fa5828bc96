using System.Threading.Channels;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Records events for people. Equal ones of ten minutes become one with a count; of one object 25 at once and then one each five minutes are
/// written; what is too much is dropped and counted. Best effort: nothing waits for it, and nothing fails because of it.
/// </summary>
public sealed class EventSink
{
    private const int MostWaiting = 1000;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventWriter _writer;
    private readonly EventBudget _budget;
    private readonly Channel<EventOccurrence> _waiting;
    private long _dropped;
    private int _overflow;
    private bool _fails;

    /// <summary>Makes one; <see cref="RunAsync"/> does the writing.</summary>
    /// <param name="client">The server.</param>
    /// <param name="component">Who reports, such as <c>aoede.io/operator</c>.</param>
    /// <param name="instance">Which of them, such as the pod.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of failures, once each time they begin.</param>
    public EventSink(IKubernetesClient client, string component, string instance, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _writer = new(client, component, instance);
        _budget = new(time);
        _waiting = Channel.CreateBounded<EventOccurrence>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Overflowed());
    }

    /// <summary>How many were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>This sink as KubeOps has it.</summary>
    public EventPublisher Publisher => (entity, reason, message, type, _) =>
    {
        Publish(entity, reason, message, type);
        return Task.CompletedTask;
    };

    /// <summary>Records an event. Returns at once.</summary>
    /// <param name="entity">The object; its name and UID count.</param>
    /// <param name="reason">One CamelCase word.</param>
    /// <param name="message">A sentence for people; cut at 1 KiB.</param>
    /// <param name="type">How grave it is.</param>
    public void Publish(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type = EventType.Normal) =>
        _waiting.Writer.TryWrite(new(EventSubject.Of(entity), reason, EventText.Cut(message), type, _time.GetUtcNow()));

    /// <summary>Writes events until cancelled, and then what is left for a moment.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
                await DrainAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var late = new CancellationTokenSource(LastWords, _time);
            await DrainAsync(late.Token);
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && _waiting.Reader.TryRead(out var occurrence))
            await WriteAsync(occurrence, cancellationToken);
    }

    private async Task WriteAsync(EventOccurrence occurrence, CancellationToken cancellationToken)
    {
        if (!_budget.Take(occurrence.Subject.Uid))
        {
            Drop("rate");
            return;
        }

        try
        {
            await _writer.WriteAsync(occurrence, cancellationToken);
            if (_fails)
                RuntimeLog.EventsBack(_logger);
            _fails = false;
        }
        catch (Exception error)
        {
            // Also when cancelled: nobody else will write it.
            Drop("failed");
            if (!_fails && !cancellationToken.IsCancellationRequested)
                RuntimeLog.EventsFail(_logger, error.Message);
            _fails = true;
        }
    }

    private void Overflowed()
    {
        Drop("overflow");
        if (Interlocked.Exchange(ref _overflow, 1) == 0)
            RuntimeLog.EventsOverflow(_logger);
    }

    private void Drop(string reason)
    {
        Interlocked.Increment(ref _dropped);
        RuntimeMetrics.EventsDropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }
}
