using AoEde.Engine.Hosting;
using AoEde.Engine.Wire;

namespace AoEde.Engine;

/// <summary>Signs of life.</summary>
public sealed partial class TargetHost
{
    private static readonly TimeSpan PulseTick = TimeSpan.FromSeconds(5);
    private readonly Pulse _controlPulse = new();

    /// <summary>
    /// Whether each loop of the engine still turns: the one that decides, and those that serve interfaces. They are asked every five seconds;
    /// from any thread.
    /// </summary>
    public IReadOnlyList<LoopPulse> Loops() =>
    [
        new LoopPulse("control", _controlPulse.Silence(_time), Serves: false),
        .. _interfaces.Pumps.SelectMany(p => p.Threads.Select((t, i) => new LoopPulse(NameOf(p, i), t.Pulse.Silence(_time), Serves: true))),
    ];

    private static string NameOf(InterfacePump pump, int thread) =>
        $"interface {pump.Options.InterfaceName}" + (pump.Threads.Count > 1 ? $", pump {thread}" : "");

    private void OnPulseTick()
    {
        _controlPulse.Ask(_time, answer => _control.Post(() =>
        {
            answer();
            return Task.CompletedTask;
        }));
        foreach (var thread in _interfaces.Pumps.SelectMany(p => p.Threads))
            thread.Pulse.Ask(_time, thread.Post);
    }
}
