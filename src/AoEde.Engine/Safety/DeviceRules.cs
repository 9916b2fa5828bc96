namespace AoEde.Engine.Safety;

/// <summary>
/// May this device be exported like that? Pure: the same facts give the same answer. The first refusal in this order is
/// the answer, so that the remedy it names is the one to begin with (nobody should unmount the wrong disk).
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>policy</term><description>NotAllowed, UnstablePath</description></item>
/// <item><term>identity</term><description>NotFound (no medium), IdentityMismatch</description></item>
/// <item><term>use</term><description>SystemDisk, Mounted, InUse, HasPartitionsInUse</description></item>
/// <item><term>shape</term><description>WriteProtected, SizeShrank</description></item>
/// </list>
/// </remarks>
internal static class DeviceRules
{
    public static Refusal? Check(DeviceFacts device, DeviceRequest request, HostPolicy policy) =>
        DevicePolicyRules.Check(device, request, policy)
        ?? CheckMedium(device, request)
        ?? IdentityRules.Check(device, request)
        ?? UseRules.Check(device, request, policy)
        ?? CheckWritable(device, request)
        ?? WindowRules.Check(device.SizeBytes, request);

    /// <summary>An empty card reader, tape drive's disk node or unbound loop device.</summary>
    private static Refusal? CheckMedium(DeviceFacts device, DeviceRequest request) =>
        device.SizeBytes > 0 ? null : new Refusal(
            RefusalReasons.NotFound,
            $"{request.Path} ({device.Name}) has no medium: its size is 0. Insert or bind one, or name another device.");

    private static Refusal? CheckWritable(DeviceFacts device, DeviceRequest request) =>
        request.ReadOnly || !device.IsReadOnly ? null : new Refusal(
            RefusalReasons.WriteProtected,
            $"{request.Path} ({device.Name}) is write-protected by the kernel or by a switch on the medium. "
            + "Set readOnly: true, or lift the protection (blockdev --setrw).");
}
