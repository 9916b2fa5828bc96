namespace AoEde.Api.Choices;

/// <summary>Values of <c>holderRef.kind</c>.</summary>
public static class HolderKind
{
    /// <summary>Thaw when the job has finished or is gone.</summary>
    public const string Job = "Job";

    /// <summary>Thaw when the pod has finished or is gone.</summary>
    public const string Pod = "Pod";
}
