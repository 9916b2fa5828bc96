using System.Text.Json.Nodes;

namespace AoEde.CrdGen.Crds;

/// <summary>The schema of one condition, as <c>metav1.Condition</c> has it, with no more required than the two fields that programs read.</summary>
internal static class ConditionSchema
{
    public static JsonObject Item() => new()
    {
        ["description"] = "One condition of the object.",
        ["type"] = "object",
        ["required"] = new JsonArray("type", "status"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("What it is about.", 316),
            ["status"] = new JsonObject
            {
                ["description"] = "Whether it holds: True, False or Unknown.",
                ["type"] = "string",
                ["enum"] = new JsonArray("True", "False", "Unknown"),
            },
            ["observedGeneration"] = new JsonObject
            {
                ["description"] = "The generation of the spec that was looked at.",
                ["type"] = "integer",
                ["format"] = "int64",
                ["minimum"] = 0,
            },
            ["lastTransitionTime"] = Nullable.Allow(new JsonObject
            {
                ["description"] = "When status became what it is.",
                ["type"] = "string",
                ["format"] = "date-time",
            }),
            ["reason"] = Nullable.Allow(Text("One CamelCase word for programs.", 1024)),
            ["message"] = Nullable.Allow(Text("A sentence for people.", 32768)),
        },
    };

    private static JsonObject Text(string description, int longest) =>
        new() { ["description"] = description, ["type"] = "string", ["maxLength"] = longest };
}
