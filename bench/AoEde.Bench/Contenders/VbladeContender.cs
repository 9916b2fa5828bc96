using AoEde.Bench.Matrix;

namespace AoEde.Bench.Contenders;

/// <summary>Debian's vblade. It serves one target a process, so there is none for many.</summary>
internal sealed class VbladeContender(string program) : Contender(Vblade)
{
    public override bool Measures(Row row) => row.Scene is not (Scene.Frozen or Scene.Merging or Scene.Targets);

    public override IReadOnlyList<string> Command(StationPlace place) =>
        [program, "-b", "64", .. Options(place.Scene), $"{StationPlace.Shelf}", "0", place.Interface, place.Image];

    // Only with -s or -d does its acknowledgement mean what AoEde's always means.
    private static string[] Options(Scene scene) => scene switch
    {
        Scene.Ext4 or Scene.Loop => ["-s"],
        Scene.Direct => ["-d", "-s"],
        _ => [],
    };
}
