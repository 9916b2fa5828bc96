namespace AoEde.NodeAgent.Tests;

/// <summary>Manifest texts.</summary>
internal static class Manifests
{
    /// <summary>A target over a file; each field on a line of its own, the name on line 3, the slot on line 6.</summary>
    public static string Target(string name, int shelf = 9, int slot = 0, string path = "/srv/disk.img", string more = "")
        => $$"""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: {{name}} }
            spec:
              shelf: {{shelf}}
              slot: {{slot}}
              interfaces: [eth1]
              backing: { file: { path: {{path}} } }{{(more.Length > 0 ? "\n  " + more : "")}}

            """;
}
