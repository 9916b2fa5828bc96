using AoEde.Testing.Host;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests;

/// <summary>Skips a test on machines that cannot run it, and says why.</summary>
internal static class Requires
{
    /// <summary>A target in a network namespace.</summary>
    public static void Target() => Meet(Prerequisites.Namespaces);

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
