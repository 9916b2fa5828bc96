namespace AoEde.Engine.Safety;

/// <summary>The administrator's part of the verdict: which devices, and by which kind of name.</summary>
internal static class DevicePolicyRules
{
    public static Refusal? Check(DeviceFacts device, DeviceRequest request, HostPolicy policy) =>
        CheckDenied(device, request, policy)
        ?? CheckAllowed(device, request, policy)
        ?? CheckStable(device, request, policy);

    /// <summary>By any of its names, and by those of its disk: a denied disk cannot be had one partition at a time.</summary>
    private static Refusal? CheckDenied(DeviceFacts device, DeviceRequest request, HostPolicy policy)
    {
        var denied = FirstMatch(policy.DeniedDevices, [request.Path, .. device.Paths, .. device.WholeDiskPaths]);
        return denied is null ? null : new Refusal(
            RefusalReasons.NotAllowed,
            $"{request.Path} is {denied}, which the host policy denies. Change deniedDevices, or name another device.");
    }

    private static Refusal? CheckAllowed(DeviceFacts device, DeviceRequest request, HostPolicy policy) =>
        FirstMatch(policy.AllowedDevices, [request.Path, .. device.Paths]) is not null ? null : new Refusal(
            RefusalReasons.NotAllowed,
            $"{request.Path} ({device.Name}) is not among the host policy's allowedDevices ({Listed(policy.AllowedDevices)}). "
            + "Add it there, or name another device.");

    private static Refusal? CheckStable(DeviceFacts device, DeviceRequest request, HostPolicy policy)
    {
        if (policy.AllowUnstablePaths) return null;
        var why = StablePaths.WhyUnstable(request.Path, device.Name, request.ReadOnly);
        if (why is null) return null;
        var better = FirstStable(device, request.ReadOnly);
        return new Refusal(
            RefusalReasons.UnstablePath,
            $"{request.Path} {why}. " + (better is null
                ? "It has no stable name; the host policy's allowUnstablePaths would accept it."
                : $"Use {better}."));
    }

    private static string? FirstStable(DeviceFacts device, bool readOnly)
    {
        foreach (var path in device.Paths)
        {
            if (StablePaths.WhyUnstable(path, device.Name, readOnly) is null) return path;
        }

        return null;
    }

    private static string? FirstMatch(IReadOnlyList<string> patterns, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (Glob.MatchesAny(patterns, path)) return path;
        }

        return null;
    }

    private static string Listed(IReadOnlyList<string> patterns) => patterns.Count == 0 ? "none" : string.Join(", ", patterns);
}
