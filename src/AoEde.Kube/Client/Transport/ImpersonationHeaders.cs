using System.Net.Http.Headers;
using AoEde.Kube.Config;

namespace AoEde.Kube.Client.Transport;

/// <summary>Says as whom to act.</summary>
internal static class ImpersonationHeaders
{
    /// <summary>Adds the headers; nothing without a user.</summary>
    public static void Add(HttpRequestHeaders headers, Impersonation? impersonate)
    {
        if (impersonate is null)
            return;
        headers.TryAddWithoutValidation("Impersonate-User", impersonate.User);
        if (impersonate.Uid is { } uid)
            headers.TryAddWithoutValidation("Impersonate-Uid", uid);
        foreach (var group in impersonate.Groups)
            headers.TryAddWithoutValidation("Impersonate-Group", group);

        // Keys may hold what a header's name may not, such as a slash.
        foreach (var (key, values) in impersonate.Extra)
            foreach (var value in values)
                headers.TryAddWithoutValidation("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
    }
}
