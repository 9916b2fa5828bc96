using System.Text;
using AoEde.Bench.Matrix;

namespace AoEde.Bench.Contenders;

/// <summary>The published aoede-agent.</summary>
/// <param name="program">Its path.</param>
/// <param name="listen">Name of the socket in its folder where it answers for metrics; null for none.</param>
internal sealed class AoedeContender(string program, string? listen = null) : Contender(Aoede)
{
    public override bool Measures(Row row) => true;

    public override IReadOnlyList<string> Command(StationPlace place)
    {
        if (listen is not null || place.Scene is Scene.Targets or Scene.WriteBehind)
            return [program, "serve", "--manifests", Manifests(place), "--state-dir", place.Folder, "--run-dir", place.Folder, .. Listen(place)];
        var options = place.Scene switch
        {
            Scene.Direct => ["-d"],
            Scene.Frozen or Scene.Merging => new[] { "-f", Path.Combine(place.Folder, "shadow") },
            _ => [],
        };
        return [program, "export", .. options, $"{StationPlace.Shelf}", "0", place.Interface, place.Image];
    }

    private string[] Listen(StationPlace place) => listen is null ? [] : ["--listen", $"unix:{Path.Combine(place.Folder, listen)}"];

    private static string Manifests(StationPlace place)
    {
        var text = new StringBuilder();
        for (var i = 0; i < place.Images.Count; i++)
        {
            var address = StationPlace.AddressOf(i);
            text.Append($$"""
                ---
                apiVersion: aoede.io/v1alpha1
                kind: AoETarget
                metadata: { name: disk-{{i}} }
                spec:
                  shelf: {{address.Shelf}}
                  slot: {{address.Slot}}
                  interfaces: [{{place.Interface}}]
                  backing: { file: { path: {{place.Images[i]}} } }
                  cache: { writeBehind: "{{(place.Scene == Scene.WriteBehind ? "On" : "Off")}}" }

                """);
        }

        var path = Path.Combine(place.Folder, "targets.yaml");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
