using System.Globalization;
using AoEde.Api;
using AoEde.Engine;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Commands;

/// <summary>The line that says what is being served and what an acknowledgement is worth. Scripts wait for its first word.</summary>
internal static class ReadyLine
{
    /// <summary>For one target: <c>ready: 9.0 on eth1 (52:54:00:12:34:56), 1073741824 bytes, io_uring, ...</c></summary>
    public static string ForTarget(TargetStatus status, bool readOnly)
    {
        var interfaces = status.Interfaces.Where(link => link.Up).Select(link => $"{link.Name} ({link.Mac})");
        var parts = new List<string> { $"ready: {status.Address} on {string.Join(", ", interfaces)}" };
        if (status.Device is { } device)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{device.SizeBytes} bytes"));
            parts.Add(device.IoEngine);
            parts.Add(device.Direct ? "reading past the page cache" : "reading through the page cache");
        }

        parts.Add(readOnly ? "read-only" : "acks are durable");
        return string.Join(", ", parts);
    }

    /// <summary>For a set of manifests: <c>ready: 2 of 3 targets exported</c>.</summary>
    public static string ForAll(IReadOnlyList<TargetStatus> statuses)
    {
        var exported = statuses.Count(status => status.Is(Conditions.Exported));
        return $"ready: {exported} of {statuses.Count} {(statuses.Count == 1 ? "target" : "targets")} exported";
    }
}
