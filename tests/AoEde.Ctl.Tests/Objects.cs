namespace AoEde.Ctl.Tests;

/// <summary>What an agent shows.</summary>
internal static class Objects
{
    public const string Exported = """
        {
          "apiVersion": "aoede.io/v1alpha1", "kind": "AoETarget",
          "metadata": { "name": "disk11", "uid": "7d444840-9dc0-41d1-b245-5ffdce74fad2", "creationTimestamp": "2026-11-21T08:15:00Z" },
          "status": {
            "address": "e9.0", "phase": "Exported",
            "export": { "nodeName": "host-a", "state": "Exported", "since": "2026-11-21T08:55:00Z", "version": "0.1.0" },
            "device": {
              "resolved": "/dev/sdb", "majorMinor": "8:16", "sizeBytes": 4000787030016, "size": "3907018584Ki", "logicalBlock": 512,
              "physicalBlock": 4096, "model": "WDC WD40EFRX", "serial": "WCC7K0AAAAAA", "rotational": true, "direct": true,
              "ioEngine": "io_uring", "ioEngineReason": "using io_uring"
            },
            "interfaces": [{ "name": "eth1", "mac": "52:54:00:00:00:09", "mtu": 9000, "maxSectors": 17, "up": true }],
            "initiators": { "count": 1, "macs": ["52:54:00:12:34:56"], "reservedBy": ["52:54:00:12:34:56"] },
            "configString": "lab",
            "conditions": [
              { "type": "Ready", "status": "True", "reason": "Serving", "message": "Answering on eth1.", "lastTransitionTime": "2026-11-21T08:55:00Z" }
            ]
          }
        }
        """;

    public const string Refused = """
        {
          "apiVersion": "aoede.io/v1alpha1", "kind": "AoETarget",
          "metadata": { "name": "b", "creationTimestamp": "2026-11-21T08:59:30Z" },
          "status": {
            "address": "e9.1", "phase": "Refused",
            "export": { "nodeName": "host-a", "state": "Mounted", "since": "2026-11-21T08:59:30Z", "version": "0.1.0" },
            "initiators": { "count": 0 },
            "conditions": [
              { "type": "Ready", "status": "False", "reason": "Mounted", "message": "/dev/sdc is mounted.", "lastTransitionTime": "2026-11-21T08:59:30Z" }
            ]
          }
        }
        """;

    public const string Metrics = """
        [
          { "name": "aoede_requests_total", "tags": { "command": "read", "result": "ok", "target": "disk11" }, "value": 1234567 },
          { "name": "aoede_requests_total", "tags": { "command": "write", "result": "ok", "target": "disk11" }, "value": 0 },
          { "name": "aoede_requests_total", "tags": { "command": "read", "result": "ok", "target": "b" }, "value": 9 },
          { "name": "aoede_ring_dropped_total", "tags": { "interface": "eth1" }, "value": 2 },
          { "name": "aoede_ring_dropped_total", "tags": { "interface": "eth9" }, "value": 3 },
          { "name": "aoede_target_info", "tags": { "target": "disk11" }, "value": 1 }
        ]
        """;
}
