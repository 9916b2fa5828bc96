using AoEde.Bench.Matrix;

namespace AoEde.Bench.Contenders;

/// <summary>Any other target, by its command line with {IF}, {FILE}, {SHELF} and {SLOT} in it.</summary>
internal sealed class ExternalContender(string name, string command) : Contender(name)
{
    public override bool Measures(Row row) => row.Scene is Scene.Tmpfs or Scene.WriteBehind or Scene.Loop || (row.Scene == Scene.Ext4 && row.ReadPercent == 100);

    public override IReadOnlyList<string> Command(StationPlace place) =>
    [
        .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word
            .Replace("{IF}", place.Interface, StringComparison.Ordinal)
            .Replace("{FILE}", place.Image, StringComparison.Ordinal)
            .Replace("{SHELF}", $"{StationPlace.Shelf}", StringComparison.Ordinal)
            .Replace("{SLOT}", "0", StringComparison.Ordinal)),
    ];

    /// <summary>Reads <c>NAME=COMMAND</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ExternalContender Parse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && text.Contains("{IF}", StringComparison.Ordinal)
            ? new ExternalContender(text[..sign], text[(sign + 1)..])
            : throw new FormatException($"--contender '{text}' is not NAME=COMMAND with {{IF}}, {{FILE}}, {{SHELF}} and {{SLOT}} in it");
    }
}
