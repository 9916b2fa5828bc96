using AoEde.Testing.Host;
using AoEde.Testing.Processes;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests;

/// <summary>Skips a test on machines that cannot run it, and says why.</summary>
internal static class Requires
{
    private static readonly Lazy<bool> CanExport = new(
        () => Subject.IsVblade || Tool.Output("dotnet", "exec", AgentProcess.ProgramPath, "export", "--help").Contains("SHELF", StringComparison.OrdinalIgnoreCase));

    /// <summary>A target in a network namespace.</summary>
    public static void Target()
    {
        Meet(Prerequisites.Namespaces);
        Skip.IfNot(CanExport.Value, "this aoede-agent has no export command");
    }

    public static void LoopDevices()
    {
        Target();
        Meet(Prerequisites.LoopDevices);
    }

    public static void Vblade()
    {
        Target();
        Meet(Prerequisites.Vblade);
    }

    /// <summary>Our own agent, and not another target put in its place.</summary>
    public static void OurAgent()
    {
        Target();
        Skip.If(Subject.IsVblade, "vblade stands in for the agent");
    }

    private static void Meet(Prerequisite prerequisite) => Skip.IfNot(prerequisite.IsMet, prerequisite.Reason);
}
