using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>Two disks at one address destroy each other: the newcomer yields.</summary>
public sealed class AddressConflictTests
{
    [SkippableFact]
    public void AddressAnsweredByVblade_AddressConflictAndVbladeUndisturbed()
    {
        Requires.Vblade();
        Requires.OurAgent();
        var (network, machines) = TestNetwork.Switched(1500, 3);
        using var cleanup = network;
        using var theirs = new TempImage(64);
        using var ours = new TempImage(64);
        using var vblade = new VbladeProcess(machines[0], 1, 2, theirs.Path);
        using var initiator = Initiator.Open(machines[2]);
        initiator.Find(1, 2).Target.Mac.ShouldBe(machines[0].Mac);
        initiator.Forget();

        using var agent = AgentProcess.Start(machines[1].Host, "export", "1", "2", machines[1].Name, ours.Path);

        agent.ShouldRefuse(AgentRefusals.AddressConflict, "AnsweredBy")
            .ShouldSay("answers at 1.2", $"MAC {machines[0].Mac}", "Give one of them another address, or stop it");
        initiator.Discover().ShouldAllBe(t => t.Mac == machines[0].Mac);
        initiator.Advertisements.ShouldNotContain(a => a.Source == machines[1].Mac);
    }
}
