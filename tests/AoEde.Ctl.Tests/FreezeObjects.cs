namespace AoEde.Ctl.Tests;

/// <summary>Freezes and frozen targets as an agent shows them.</summary>
internal static class FreezeObjects
{
    /// <summary>A freeze of disk11.</summary>
    public static string Freeze(string phase = "Frozen", string name = "n", string holder = "me", string valid = "True", string complete = "InForce", string why = "") => $$"""
        {
          "apiVersion": "aoede.io/v1alpha1", "kind": "AoEFreeze",
          "metadata": { "name": "{{name}}", "creationTimestamp": "2026-11-21T08:55:00.000000Z" },
          "spec": { "targets": ["disk11"], "holder": "{{holder}}" },
          "status": {
            "phase": "{{phase}}", "frozenAt": "2026-11-21T08:55:00.123456Z", "expiresAt": "2026-11-21T09:25:00.123456Z",
            "targets": [{ "name": "disk11", "viewAddress": "e9.201", "devicePath": "/dev/sdb" }],
            "conditions": [
              { "type": "Complete", "status": "False", "reason": "{{complete}}", "message": "{{why}}" },
              { "type": "Valid", "status": "{{valid}}", "reason": "R", "message": "" }
            ]
          }
        }
        """;

    public static string Released(string name = "n", string holder = "me") => Freeze("Released", name, holder, complete: "Released");

    public static string Expired(string name = "n", string holder = "me") => Freeze("Expired", name, holder, complete: "Expired", why: "It was not renewed.");

    public static string Broken(string name = "n", string holder = "me") =>
        Freeze("Broken", name, holder, "False", "Broken", "disk11: the shadow is full.");

    /// <summary>The target disk11.</summary>
    public static string Target(string state, long left = 0, string holder = "me") => $$"""
        {
          "metadata": { "name": "disk11", "creationTimestamp": "2026-11-21T08:15:00Z" },
          "status": {
            "address": "e9.0", "export": { "nodeName": "host-a", "state": "Exported", "since": "2026-11-21T08:55:00Z" },
            "initiators": { "count": 0 },
            "freeze": {
              "state": "{{state}}", "since": "2026-11-21T08:55:00.000000Z", "expiresAt": "2026-11-21T09:25:00.000000Z",
              "holders": [{ "freeze": "n", "holder": "{{holder}}", "frozenAt": "2026-11-21T08:55:00.000000Z", "expiresAt": "2026-11-21T09:25:00.000000Z" }],
              "shadowBytes": 1048576, "limitBytes": 10737418240, "mergeRemainingBytes": {{left}}, "viewAddress": "e9.201"
            },
            "conditions": []
          }
        }
        """;
}
