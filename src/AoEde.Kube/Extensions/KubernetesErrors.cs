using AoEde.Kube.Client;

namespace AoEde.Kube.Extensions;

/// <summary>What an answer of the server means for the runtime.</summary>
internal static class KubernetesErrors
{
    /// <summary>The server no longer knows the version or the continuation: only a new list helps.</summary>
    public static bool IsExpired(this KubernetesException error) =>
        error.Status.Code == 410 || error.Status.Reason is "Expired" or "Gone";

    /// <summary>The object was changed by somebody else since it was read.</summary>
    public static bool IsConflict(this KubernetesException error) => error.Status.Code == 409;

    /// <summary>There is no such object, or no such kind.</summary>
    public static bool IsNotFound(this KubernetesException error) => error.Status.Code == 404;

    /// <summary>How long the server asks to wait; zero when it does not say.</summary>
    public static TimeSpan RetryAfter(this Exception error) =>
        error is KubernetesException { Status.Details.RetryAfterSeconds: { } seconds } ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
