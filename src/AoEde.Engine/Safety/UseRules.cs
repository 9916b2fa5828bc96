namespace AoEde.Engine.Safety;

/// <summary>
/// Nothing on the host may use what an initiator uses. The one exception is for reading: the policy may let a mounted
/// device be exported read-only; swap and volume managers stay refused even then.
/// </summary>
internal static class UseRules
{
    public static Refusal? Check(DeviceFacts device, DeviceRequest request, HostPolicy policy)
    {
        var mountsAreFine = MountsAreFine(request, policy);
        if (device.RootChain is { } chain && !mountsAreFine)
        {
            return new Refusal(
                RefusalReasons.SystemDisk,
                $"{request.Path} ({device.Name}) carries this host's root file system: {chain}. "
                + "Name another device; this protection cannot be switched off for writes.");
        }

        return CheckScope(UseScope.Self) ?? CheckScope(UseScope.Partition) ?? CheckScope(UseScope.WholeDisk);

        Refusal? CheckScope(UseScope scope)
        {
            foreach (var use in device.Uses)
            {
                if (use.Scope == scope && !(use.Kind == UseKind.Mount && mountsAreFine)) return Refuse(use, request.Path);
            }

            return null;
        }
    }

    public static bool MountsAreFine(DeviceRequest request, HostPolicy policy) => request.ReadOnly && policy.AllowMountedReadOnly;

    private static Refusal Refuse(DeviceUse use, string path) => new(
        use.Scope == UseScope.Partition ? RefusalReasons.HasPartitionsInUse
            : use.Kind == UseKind.Mount ? RefusalReasons.Mounted
            : RefusalReasons.InUse,
        use.Scope switch
        {
            UseScope.Partition => $"Partition {use.On} of {path} is {use.By}. {Remedy(use.Kind)}",
            UseScope.WholeDisk => $"{path} is a partition of {use.On}, which is {use.By}. {Remedy(use.Kind)}",
            _ => $"{path} ({use.On}) is {use.By}. {Remedy(use.Kind)}",
        });

    private static string Remedy(UseKind kind) => kind switch
    {
        UseKind.Mount => "Unmount it first; only a read-only target may share it, where the host policy sets allowMountedReadOnly.",
        UseKind.Swap => "Run swapoff on it first.",
        _ => "Stop the holder first, or export what the holder offers.",
    };
}
