using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Inventory;

/// <summary>What the inventory says, with ids that stay.</summary>
internal static partial class InventoryLog
{
    [LoggerMessage(2200, LogLevel.Information, "AoENode {Node} is published: {Devices} devices, {Eligible} of them eligible, {Interfaces} interfaces.")]
    public static partial void Published(ILogger logger, string node, int devices, int eligible, int interfaces);

    [LoggerMessage(2201, LogLevel.Warning, "AoENode {Node} cannot be published: {Problem} It is tried again; targets are served all the same.")]
    public static partial void NotPublished(ILogger logger, string node, string problem);

    [LoggerMessage(2202, LogLevel.Warning, "There is no Node {Node}, so its AoENode gets no owner and stays when the machine is removed. Is --node-name right?")]
    public static partial void NoNode(ILogger logger, string node);
}
