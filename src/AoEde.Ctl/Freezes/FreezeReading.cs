using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Ctl.Text;

namespace AoEde.Ctl.Freezes;

/// <summary>Questions about an AoEFreeze as the agent shows it.</summary>
internal static class FreezeReading
{
    /// <summary>Its name.</summary>
    public static string Name(this JsonNode? freeze) => freeze.Text("metadata", "name");

    /// <summary>Its phase.</summary>
    public static string Phase(this JsonNode? freeze) => freeze.Text("status", "phase");

    /// <summary>It holds its targets, or is about to.</summary>
    public static bool IsInForce(this JsonNode? freeze) => freeze.Phase() is FreezePhase.Pending or FreezePhase.Freezing or FreezePhase.Frozen;

    /// <summary>It holds a target.</summary>
    public static bool Names(this JsonNode? freeze, string target) => freeze.Items("spec", "targets").Any(name => name.ToString() == target);

    /// <summary>The bases were untouched for as long as it held them.</summary>
    public static bool IsValid(this JsonNode? freeze) => freeze.Condition(FreezeConditions.Valid).Text("status") == ConditionStatus.True;

    /// <summary>How it ended or is ending: <c>Released</c>, <c>Expired</c>, <c>Broken</c> or <c>Failed</c>.</summary>
    public static string Outcome(this JsonNode? freeze) => freeze.Condition(FreezeConditions.Complete).Text("reason");

    /// <summary>Why.</summary>
    public static string Why(this JsonNode? freeze) => freeze.Condition(FreezeConditions.Complete).Text("message");

    /// <summary>Its targets in one line.</summary>
    public static string TargetNames(this JsonNode? freeze) => string.Join(", ", freeze.Items("spec", "targets").Select(name => name.ToString()));

    /// <summary>One value of each of its targets, in one line.</summary>
    public static string OfTargets(this JsonNode? freeze, string field)
        => string.Join(',', freeze.Items("status", "targets").Select(target => target.Text(field)).Where(value => value.Length > 0));
}
