using System.Globalization;
using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Values;
using AoEde.Engine;
using AoEde.NodeAgent.Freezes;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// Turns the engine's status into the status of an AoETarget, so that a status file, the control socket and a cluster show one
/// shape. Fields without a value are left out, and lists are never written empty, as server-side apply wants it.
/// </summary>
internal sealed class TargetDocuments(string hostName, string version, FreezeEnds ends, TimeProvider time)
{
    private readonly ConditionClock _clock = new(time);
    private readonly Dictionary<string, DateTimeOffset> _taken = [];
    private readonly Lock _gate = new();

    /// <summary>Makes the document of one target.</summary>
    public TargetDocument Of(TargetStatus status, TargetOptions options)
    {
        status = status with { Conditions = WithFrozen(status) };
        var document = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = AoETarget.KindName,
            ["metadata"] = new JsonObject
            {
                ["name"] = status.Name,
                ["uid"] = options.Uid.ToString(),
                ["creationTimestamp"] = Stamp(TakenOn(status.Name)),
            },
            ["status"] = StatusOf(status),
        };
        return new TargetDocument(status.Name, document, status);
    }

    /// <summary>Forgets a target that is no longer wanted.</summary>
    public void Forget(string name)
    {
        _clock.Forget(name);
        ends.Forget(name);
        lock (_gate)
        {
            _taken.Remove(name);
        }
    }

    private static JsonArray? List(IEnumerable<JsonNode?> items) => items.ToArray() is { Length: > 0 } array ? new JsonArray(array) : null;

    private static JsonObject? Device(TargetStatus status)
    {
        if (status.Device is not { } device)
        {
            return null;
        }

        var body = new JsonObject { ["resolved"] = device.Path };
        Add(body, "majorMinor", device.MajorMinor);
        body["sizeBytes"] = device.SizeBytes;
        body["size"] = new Quantity(device.SizeBytes).ToString();
        body["logicalBlock"] = device.LogicalBlock;
        body["physicalBlock"] = device.PhysicalBlock;
        Add(body, "model", device.Model);
        Add(body, "serial", device.Serial);
        Add(body, "wwn", device.Wwn);
        body["rotational"] = device.Rotational;
        body["direct"] = device.Direct;
        Add(body, "ioEngine", device.IoEngine);
        Add(body, "ioEngineReason", device.EngineReason);
        return body;
    }

    private static JsonArray? Interfaces(TargetStatus status) => List(status.Interfaces.Select(link => new JsonObject
    {
        ["name"] = link.Name,
        ["mac"] = link.Mac.ToString(),
        ["mtu"] = link.Mtu,
        ["maxSectors"] = link.MaxSectors,
        ["up"] = link.Up,
    }));

    private static JsonObject Initiators(TargetStatus status)
    {
        // The count tells of all; a status is no place for a long list, so the addresses stop at 16.
        var body = new JsonObject { ["count"] = status.Initiators.Count };
        Add(body, "macs", List(status.Initiators.Take(16).Select(mac => (JsonNode?)mac.ToString())));
        Add(body, "reservedBy", List(status.ReservedBy.Select(mac => (JsonNode?)mac.ToString())));
        return body;
    }

    private static void Add(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static void Add(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body[name] = value;
        }
    }

    /// <summary>One word for a column, derived from the conditions; programs read those.</summary>
    private static string PhaseOf(TargetStatus status) => status switch
    {
        _ when status.Is(Conditions.Exported) => "Exported",
        _ when status.IsNot(Conditions.DeviceReady) => "Refused",
        _ when status.IsNot(Conditions.AddressUnique) => "Conflicted",
        _ when status.Condition(Conditions.Exported)?.Reason == Reasons.Suspended => "Suspended",
        _ => "Pending",
    };

    private static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private JsonObject StatusOf(TargetStatus status)
    {
        var exported = status.Condition(Conditions.Exported);
        var state = exported is { State: ConditionState.True } ? "Exported" : exported?.Reason ?? Reasons.Starting;
        var since = _clock.Since(status.Name, Conditions.Exported, exported?.State ?? ConditionState.Unknown);
        var body = new JsonObject
        {
            ["address"] = $"e{status.Address}",
            ["phase"] = PhaseOf(status),
            ["export"] = new JsonObject
            {
                ["nodeName"] = hostName,
                ["state"] = state,
                ["since"] = Stamp(since),
                ["version"] = version,
            },
        };
        Add(body, "device", Device(status));
        Add(body, "interfaces", Interfaces(status));
        body["initiators"] = Initiators(status);
        Add(body, "configString", status.ConfigString);
        body["freeze"] = FreezePart.Of(status.Freeze);
        Add(body, "conditions", List(status.Conditions.Select(condition => ConditionOf(status.Name, condition))));
        return body;
    }

    // In the order of the API: before how well it is, and the one that sums up.
    private TargetCondition[] WithFrozen(TargetStatus status)
    {
        var frozen = FreezePart.Frozen(status.Freeze, ends.Last(status.Name));
        var last = status.Conditions.Where(condition => condition.Type is Conditions.Healthy or Conditions.Ready);
        return [.. status.Conditions.Except(last), frozen, .. last];
    }

    private JsonObject ConditionOf(string target, TargetCondition condition) => new()
    {
        ["type"] = condition.Type,
        ["status"] = condition.State.ToString(),
        ["reason"] = condition.Reason,
        ["message"] = condition.Message,
        ["lastTransitionTime"] = Stamp(_clock.Since(target, condition.Type, condition.State)),
    };

    private DateTimeOffset TakenOn(string name)
    {
        lock (_gate)
        {
            if (!_taken.TryGetValue(name, out var moment))
            {
                moment = time.GetUtcNow();
                _taken[name] = moment;
            }

            return moment;
        }
    }
}
