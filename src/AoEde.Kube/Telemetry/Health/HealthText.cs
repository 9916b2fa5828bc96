using System.Text;
using AoEde.Kube.Extensions;

namespace AoEde.Kube.Telemetry.Health;

/// <summary>The answers to probes, in the words of Kubernetes' own components.</summary>
public static class HealthText
{
    /// <summary>Puts checks into text: <c>ok</c>, or with each of them when that is asked for or one fails.</summary>
    /// <param name="probe">Name of the probe: <c>livez</c>, <c>readyz</c>.</param>
    /// <param name="parts">The parts of the process.</param>
    /// <param name="isWell">Whether a part passes the probe.</param>
    /// <param name="verbose">Whether to list them all the same.</param>
    /// <param name="passes">Whether all do.</param>
    public static string Write(string probe, IReadOnlyList<HealthPart> parts, Func<HealthPart, bool> isWell, bool verbose, out bool passes)
    {
        passes = parts.All(isWell);
        if (passes && !verbose)
            return "ok";
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            // A line for each: what a part says of itself may not make two.
            string state = part.State.ReplaceLineEndings(" ");
            text.Append(isWell(part) ? $"[+]{part.Name} ok" : $"[-]{part.Name} failed: {state}");
            text.Append(isWell(part) && verbose && state.Length > 0 ? $": {state}\n" : "\n");
        }

        return text.Append($"{probe} check {(passes ? "passed" : "failed")}\n").ToString();
    }
}
