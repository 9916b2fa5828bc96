using System.Text.Json;
using System.Text.Json.Nodes;

namespace AoEde.CrdGen.Tests.Cel;

/// <summary>One row of the matrix that AoEde.Api.Tests writes and holds against the rules in C#.</summary>
internal sealed record CelCase(string Id, string Kind, IReadOnlyList<string> Violates, string? RefusedBy, JsonObject Object, JsonObject? Old)
{
    public const string BySchema = "schema";
    public const string ByCel = "cel";

    public static string FilePath { get; } = Path.Combine(Repository.Root, "tests", "AoEde.Api.Tests", "cel-cases.json");

    public static IReadOnlyList<CelCase> All() =>
        JsonSerializer.Deserialize<List<CelCase>>(File.ReadAllText(FilePath), JsonSerializerOptions.Web)!;
}
