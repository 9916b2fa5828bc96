namespace AoEde.Api;

/// <summary>Condition types of a target. The reasons each may carry are in <see cref="Reasons"/>.</summary>
public static class Conditions
{
    /// <summary>The spec is coherent, the address is granted and the node is known. Written by the operator.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The backing is open with an exclusive claim and has the expected identity. Written by the agent.</summary>
    public const string DeviceReady = "DeviceReady";

    /// <summary>The segment was probed and nobody else answers at the address. Written by the agent.</summary>
    public const string AddressUnique = "AddressUnique";

    /// <summary>Requests are answered on at least one interface. Written by the agent.</summary>
    public const string Exported = "Exported";

    /// <summary>The base is immutable now. Written by the agent.</summary>
    public const string Frozen = "Frozen";

    /// <summary>No error within the window. Written by the agent.</summary>
    public const string Healthy = "Healthy";

    /// <summary>Accepted, DeviceReady and Exported hold and the agent lives; otherwise the first failing reason is copied.</summary>
    public const string Ready = "Ready";
}
