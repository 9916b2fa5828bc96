using AoEde.Api;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Inventory;

/// <summary>The conditions of a node, in the order of the API.</summary>
internal static class NodeJudgement
{
    /// <summary>Judges.</summary>
    /// <param name="facts">The agent.</param>
    /// <param name="can">What the kernel lets it do.</param>
    /// <param name="suspended">Whether the administrator wants nothing new on the node.</param>
    /// <returns>Ready, PacketRing, DiskIO, StateDirectory, Policy; without times.</returns>
    public static IReadOnlyList<V1Condition> Of(NodeFacts facts, KernelAbilities can, bool suspended)
    {
        V1Condition[] parts = [Rings(can), Disks(can), State(facts.StateDirectory), Policy(facts)];

        // A policy file that went bad does not stop anything: the last good one stays in force.
        var failed = parts.FirstOrDefault(part => part.Status != ConditionStatus.True && part.Type != NodeConditions.Policy);
        var ready = failed is not null
            ? Condition(NodeConditions.Ready, false, failed.Reason, failed.Message)
            : suspended
                ? Condition(NodeConditions.Ready, true, NodeReasons.Suspended, "Nothing new is served here: spec.suspend is true. What is served stays.")
                : Condition(NodeConditions.Ready, true, NodeReasons.Serving, "Targets that are assigned to this node are served.");
        return [ready, .. parts];
    }

    private static V1Condition Rings(KernelAbilities can)
    {
        string[] problems = [.. new[] { can.ReceiveRing, can.TransmitRing }.OfType<string>().Distinct()];
        return problems.Length == 0
            ? Condition(NodeConditions.PacketRing, true, NodeReasons.Available, "Receive and transmit rings can be opened.")
            : Condition(
                NodeConditions.PacketRing, false, NodeReasons.Unavailable,
                $"Packet rings cannot be opened: {string.Join("; ", problems)}. Give the agent CAP_NET_RAW, and memory for its rings.");
    }

    private static V1Condition Disks(KernelAbilities can)
    {
        if (can.IoUring is null)
            return Condition(NodeConditions.DiskIO, true, NodeReasons.Available, "Disks are used through io_uring.");
        return can.LinuxAio is null
            ? Condition(NodeConditions.DiskIO, true, NodeReasons.Available, $"Disks are used through Linux AIO: {can.IoUring}.")
            : Condition(
                NodeConditions.DiskIO, false, NodeReasons.Unavailable,
                $"No disk can be used: {can.IoUring}; {can.LinuxAio}. Allow io_uring in the seccomp profile, or raise fs.aio-max-nr.");
    }

    private static V1Condition State(string folder)
    {
        try
        {
            var path = Path.Combine(folder, ".writable");
            using (new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return Condition(NodeConditions.StateDirectory, true, NodeReasons.Available, $"{folder} can be written.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Condition(
                NodeConditions.StateDirectory, false, NodeReasons.Unavailable,
                $"{folder} cannot be written: {problem.Message} Mount a folder there that the agent may write and that outlives its pod.");
        }
    }

    private static V1Condition Policy(NodeFacts facts)
    {
        if (facts.PolicyPath is not { } path)
            return Condition(NodeConditions.Policy, true, NodeReasons.Defaults, "No policy file was given: the built-in policy is in force.");
        return facts.PolicyProblem() is { } problem
            ? Condition(NodeConditions.Policy, false, NodeReasons.Invalid, $"{problem} The last good policy stays in force; correct {path}.")
            : Condition(NodeConditions.Policy, true, NodeReasons.Loaded, $"{path} is in force.");
    }

    private static V1Condition Condition(string type, bool holds, string reason, string message) => new()
    {
        Type = type,
        Status = holds ? ConditionStatus.True : ConditionStatus.False,
        Reason = reason,
        Message = message,
    };
}
