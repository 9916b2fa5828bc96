using AoEde.Ctl.Commands;
using AoEde.Ctl.Connections;
using AoEde.Kube.Models;

namespace AoEde.Ctl.Freezes;

/// <summary>The heartbeat of a freeze: every third of its lifetime, so that one lost beat does not matter.</summary>
internal sealed class Renewal(IAoEdeClient agent, CtlConsole console, string freeze, TimeSpan ttl)
{
    /// <summary>Renews until cancelled, or until the freeze is over, which is told at once.</summary>
    public async Task RunAsync(CancellationToken done)
    {
        var pause = ttl / 3;
        try
        {
            while (true)
            {
                await Task.Delay(pause, console.Time, done);
                try
                {
                    await agent.RenewFreezeAsync(freeze, KubernetesTime.Micros(console.Time.GetUtcNow()), done);
                    pause = ttl / 3;
                }
                catch (Refusal refusal) when (refusal.Reason is not ("Busy" or "NotReady"))
                {
                    console.Complain($"the freeze {freeze} is over while the command still reads: {refusal.Message}");
                    return;
                }
                catch (CtlException problem)
                {
                    console.Complain($"the freeze {freeze} could not be renewed, trying again: {problem.Message}");
                    pause = ttl / 12;
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The command has ended.
        }
    }
}
