using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Kube.Models;

namespace AoEde.Operator.Freezes;

/// <summary>Whether the job or pod behind a freeze is at its end.</summary>
internal static class HolderLife
{
    /// <summary>How a job ended, for people; null while it has not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="job">The job; null when it is gone.</param>
    public static string? EndOf(string? name, V1Job? job)
    {
        if (job is null)
            return $"Job {name} is gone";
        return job.Status?.Conditions?.FirstOrDefault(condition =>
                condition is { Type: "Complete" or "Failed", Status: ConditionStatus.True }) is { } end
            ? $"Job {name} has ended ({end.Type})"
            : null;
    }

    /// <summary>How a pod ended, for people; null while it has not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="pod">The pod; null when it is gone.</param>
    public static string? EndOf(string? name, V1Pod? pod)
    {
        if (pod is null)
            return $"Pod {name} is gone";
        return pod.Status?.Phase is "Succeeded" or "Failed" ? $"Pod {name} has ended ({pod.Status.Phase})" : null;
    }

    /// <summary>Whether somebody has to ask: there is a holder, and the freeze has begun or may begin.</summary>
    public static bool IsAskedFor(FreezeSituation situation) =>
        situation.Freeze.Spec.HolderRef is { Kind: HolderKind.Job or HolderKind.Pod }
        && !situation.Freeze.Spec.Release && !situation.IsComplete && !situation.IsDeleting;
}
