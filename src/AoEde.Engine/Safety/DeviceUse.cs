namespace AoEde.Engine.Safety;

/// <summary>One use of a device, or of its partition or disk, by this host.</summary>
/// <param name="Scope">Which of them is used.</param>
/// <param name="Kind">In what way.</param>
/// <param name="On">Kernel name of the one that is used: <c>sdb2</c>.</param>
/// <param name="By">A phrase that follows "is": <c>mounted at /srv</c>, <c>held by RAID array md0</c>.</param>
internal sealed record DeviceUse(UseScope Scope, UseKind Kind, string On, string By);
