using AoEde.Engine.Hosting;

namespace AoEde.Engine;

/// <summary>Signs of life.</summary>
public sealed partial class TargetHost
{
    private static readonly TimeSpan PulseTick = TimeSpan.FromSeconds(5);
    private readonly Pulse _controlPulse = new();

    /// <summary>
    /// Whether each loop of the engine still turns: the one that decides, and one for each interface. They are asked every five seconds;
    /// from any thread.
    /// </summary>
    public IReadOnlyList<LoopPulse> Loops() =>
    [
        new LoopPulse("control", _controlPulse.Silence(_time), Serves: false),
        .. _interfaces.Pumps.Select(p => new LoopPulse($"interface {p.Options.InterfaceName}", p.Pulse.Silence(_time), Serves: true)),
    ];

    private void OnPulseTick()
    {
        _controlPulse.Ask(_time, answer => _control.Post(() =>
        {
            answer();
            return Task.CompletedTask;
        }));
        foreach (var pump in _interfaces.Pumps)
            pump.Pulse.Ask(_time, pump.Post);
    }
}
