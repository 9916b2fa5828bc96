using AoEde.Kube.Client;

namespace AoEde.Operator.Kube;

/// <summary>Answers of the API server that are no failure of ours.</summary>
internal static class Answers
{
    /// <summary>The object is gone, or is another or newer one than we knew: the watch is about to say so, and it is looked at again.</summary>
    public static bool IsOvertaken(KubernetesException answer) => answer.Status.Code is 404 or 409;

    /// <summary>The server does not take what was sent, however often it is sent.</summary>
    public static bool IsRefusal(KubernetesException answer) => answer.Status.Code is 400 or 422 || IsUntyped(answer);

    // Servers before 1.21 call it an internal error when a field of an apply has the wrong type.
    private static bool IsUntyped(KubernetesException answer) =>
        answer.Status is { Code: 500, Message: { } message } && message.Contains("failed to create typed patch object", StringComparison.Ordinal);
}
