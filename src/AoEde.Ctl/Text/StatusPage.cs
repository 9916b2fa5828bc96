using System.Text;
using System.Text.Json.Nodes;

namespace AoEde.Ctl.Text;

/// <summary>One target on one page, in the manner of <c>kubectl describe</c>: what is wrong comes first.</summary>
internal sealed class StatusPage(TimeProvider time)
{
    private const int LabelWidth = 14;

    // What the page shows above in better words.
    private static readonly string[] s_saidAlready = ["aoede_target_condition", "aoede_target_info", "aoede_target_size_bytes"];

    private readonly StringBuilder _page = new();

    /// <summary>The text of the page.</summary>
    /// <param name="target">An AoETarget with its status.</param>
    /// <param name="metrics">The engine's samples; those of this target are shown.</param>
    public string Of(JsonNode target, JsonNode metrics)
    {
        _page.Clear();
        var status = (target as JsonObject)?["status"];
        Line("Name", target.Text("metadata", "name"));
        Line("Address", status.Text("address"));
        Line("Node", status.Text("export", "nodeName"));
        Line("State", $"{status.Text("export", "state")} for {Human.Age(status.Text("export", "since"), time)}");
        Section("Conditions", ConditionsOf(target));
        DeviceOf((status as JsonObject)?["device"]);
        Section("Interfaces", InterfacesOf(status));
        Line("Initiators", InitiatorsOf(status));
        Line("Reserved by", Join(status.Items("initiators", "reservedBy")));
        Line("Config string", status.Text("configString"));
        FreezeOf((status as JsonObject)?["freeze"]);
        Section("Counters", CountersOf(target, metrics));
        return _page.ToString();
    }

    private static string Join(IEnumerable<JsonNode> items) => string.Join(", ", items.Select(item => item.ToString()));

    private static string InitiatorsOf(JsonNode? status)
    {
        var count = status.Text("initiators", "count");
        var macs = Join(status.Items("initiators", "macs"));
        return macs.Length > 0 ? $"{count}: {macs}" : "none in the last minute";
    }

    private static TextTable? InterfacesOf(JsonNode? status)
    {
        var table = new TextTable("NAME", "MAC", "MTU", "SECTORS/FRAME", "LINK");
        foreach (var link in status.Items("interfaces"))
        {
            table.Add(link.Text("name"), link.Text("mac"), link.Text("mtu"), link.Text("maxSectors"), link.Text("up") == "true" ? "up" : "down");
        }

        return status.Items("interfaces").Any() ? table : null;
    }

    private static TextTable? CountersOf(JsonNode target, JsonNode metrics)
    {
        var name = target.Text("metadata", "name");
        var links = target.Items("status", "interfaces").Select(link => link.Text("name")).ToHashSet(StringComparer.Ordinal);
        var table = new TextTable("SERIES", "OF", "VALUE");
        var some = false;
        foreach (var sample in metrics.Items())
        {
            var isOurs = sample.Text("tags", "target") is { Length: > 0 } of ? of == name : links.Contains(sample.Text("tags", "interface"));
            if (isOurs && sample.Text("value") is not ("0" or "") && !s_saidAlready.Contains(sample.Text("name")))
            {
                var tags = (sample as JsonObject)?["tags"] as JsonObject ?? [];
                table.Add(
                    sample.Text("name"),
                    string.Join(' ', tags.Where(tag => tag.Key != "target").Select(tag => $"{tag.Key}={tag.Value}")),
                    Human.Number(sample.Text("value")));
                some = true;
            }
        }

        return some ? table : null;
    }

    private TextTable ConditionsOf(JsonNode target)
    {
        var table = new TextTable("TYPE", "STATUS", "REASON", "SINCE", "MESSAGE");
        foreach (var condition in target.Items("status", "conditions"))
        {
            table.Add(
                condition.Text("type"),
                condition.Text("status"),
                condition.Text("reason"),
                Human.Age(condition.Text("lastTransitionTime"), time),
                condition.Text("message"));
        }

        return table;
    }

    private void DeviceOf(JsonNode? device)
    {
        if (device is null)
        {
            return;
        }

        Line("Device", Words(device.Text("resolved"), Parenthesised(device.Text("majorMinor"))));
        Line("Size", $"{Human.Size(device.Text("sizeBytes"))} ({device.Text("sizeBytes")} bytes)");
        Line("Blocks", $"{device.Text("logicalBlock")} bytes logical, {device.Text("physicalBlock")} physical");
        Line("Model", device.Text("model"));
        Line("Serial", device.Text("serial"));
        Line("WWN", device.Text("wwn"));
        Line("Disk engine", Words(device.Text("ioEngine"), device.Text("direct") == "true" ? "past the page cache" : "through the page cache"));
        Line("", device.Text("ioEngineReason"));
    }

    private void FreezeOf(JsonNode? freeze)
    {
        if (freeze.Text("state") is not { Length: > 0 } state || state == "Thawed")
        {
            return;
        }

        Line("Freeze", Words(state, "for", Human.Age(freeze.Text("since"), time), Remaining(freeze)));
        Line("Shadow", $"{Human.Size(freeze.Text("shadowBytes"))} of {Human.Size(freeze.Text("limitBytes"))}");
        Line("Frozen view", freeze.Text("viewAddress"));
        var holders = new TextTable("FREEZE", "HOLDER", "FROZEN AT", "ENDS IN");
        foreach (var hold in freeze.Items("holders"))
        {
            holders.Add(hold.Text("freeze"), hold.Text("holder"), Human.Moment(hold.Text("frozenAt")), Human.Until(hold.Text("expiresAt"), time));
        }

        Section("Held by", freeze.Items("holders").Any() ? holders : null);
    }

    private string Remaining(JsonNode? freeze) => freeze.Text("state") == "Merging"
        ? $"({Human.Size(freeze.Text("mergeRemainingBytes"))} to merge)"
        : freeze.Text("expiresAt") is { Length: > 0 } end ? $"(ends in {Human.Until(end, time)} unless renewed)" : "";

    private static string Parenthesised(string text) => text.Length > 0 ? $"({text})" : "";

    private static string Words(params string[] words) => string.Join(' ', words.Where(word => word.Length > 0));

    private void Line(string label, string value)
    {
        if (value.Length > 0)
        {
            _page.Append((label.Length > 0 ? label + ":" : "").PadRight(LabelWidth)).Append(' ').Append(value).Append('\n');
        }
    }

    private void Section(string label, TextTable? table)
    {
        if (table is null)
        {
            return;
        }

        _page.Append(label).Append(":\n");
        foreach (var line in table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _page.Append("  ").Append(line).Append('\n');
        }
    }
}
