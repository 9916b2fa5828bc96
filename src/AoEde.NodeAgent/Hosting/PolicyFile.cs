using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Engine.Safety;

namespace AoEde.NodeAgent.Hosting;

/// <summary>What may be exported on this host: the administrator's file, or anything when the person at the keyboard named none.</summary>
internal static class PolicyFile
{
    /// <summary>Loads the policy.</summary>
    /// <param name="path">The file; null for <see cref="HostPolicy.Administrator"/>.</param>
    /// <param name="problems">Receives what is wrong, <c>file:line: ...</c>; then the answer is null.</param>
    public static HostPolicy? Load(string? path, List<string> problems)
    {
        if (path is null)
        {
            return HostPolicy.Administrator;
        }

        var file = AgentPolicyFile.Read(path);
        if (file.Policy is null)
        {
            problems.AddRange(file.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        }

        return file.Policy is { } policy ? Map(policy) : null;
    }

    /// <summary>From the API's words to the engine's.</summary>
    internal static HostPolicy Map(AgentPolicy policy) => new()
    {
        AllowedDevices = [.. policy.AllowedDevices],
        DeniedDevices = [.. policy.DeniedDevices],
        AllowUnstablePaths = policy.AllowUnstablePaths,
        AllowMountedReadOnly = policy.AllowMountedReadOnly,
        AllowedFileDirectories = [.. policy.AllowedFileDirectories],
        AllowedInterfaces = [.. policy.AllowedInterfaces],
        DeniedInterfaces = [.. policy.DeniedInterfaces],
        MaxTargets = policy.MaxTargets,
    };
}
