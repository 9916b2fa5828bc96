using AoEde.Bench.Matrix;

namespace AoEde.Bench.Contenders;

/// <summary>This program itself, as <see cref="Reflector"/>.</summary>
/// <param name="self">How this program is started again.</param>
/// <param name="sectors">The size it claims.</param>
internal sealed class ReflectorContender(IReadOnlyList<string> self, long sectors) : Contender(Limit)
{
    public override bool HasStorage => false;

    public override bool Measures(Row row) => row.Scene is not (Scene.Frozen or Scene.Merging);

    public override IReadOnlyList<string> Command(StationPlace place) => [.. self, "reflect", place.Interface, $"{sectors}"];
}
