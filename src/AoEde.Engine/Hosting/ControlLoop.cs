using System.Threading.Channels;
using AoEde.Engine.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>
/// Everything that decides about targets and interfaces runs here, one thing after another, so that nothing on the control
/// side needs a lock and no two decisions cross.
/// </summary>
internal sealed class ControlLoop : IAsyncDisposable
{
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ILogger _logger;
    private readonly Task _running;

    public ControlLoop(ILogger logger)
    {
        _logger = logger;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Queues something; its failure is logged.</summary>
    /// <param name="work">What to do.</param>
    public void Post(Func<Task> work) => _work.Writer.TryWrite(work);

    /// <summary>Queues something and waits for it.</summary>
    /// <param name="work">What to do; its exception is the task's.</param>
    public async Task DoAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task Run()
        {
            try
            {
                await work();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }

        ObjectDisposedException.ThrowIf(!_work.Writer.TryWrite(Run), this);
        await done.Task;
    }

    /// <summary>Finishes what is queued, then takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        await foreach (var work in _work.Reader.ReadAllAsync())
        {
            try
            {
                await work();
            }
            catch (Exception e)
            {
                EngineLog.Unexpected(_logger, e);
            }
        }
    }
}
