using AoEde.Api;

namespace AoEde.NodeAgent.Tests.Freezes;

/// <summary>Freezes as they are asked for, and what is said of them in one line.</summary>
internal static class Wanted
{
    public static AoEFreeze Of(string name, params string[] targets) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { Targets = targets },
    };

    public static AoEFreeze With(AoEFreeze freeze, Func<AoEFreezeSpec, AoEFreezeSpec> change) => freeze with { Spec = change(freeze.Spec) };

    public static string Said(AoEFreeze freeze) =>
        $"{freeze.Status!.Phase} {string.Join(' ', freeze.Status.Conditions.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}"))}";
}
