using YamlDotNet.Serialization;

namespace AoEde.CrdGen.Tests.Cel;

/// <summary>The files of config/crds as JSON.</summary>
internal static class CommittedDefinitions
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
    private static readonly ISerializer Json = new SerializerBuilder().JsonCompatible().Build();

    public static IReadOnlyList<string> AsJson() =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "config", "crds"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(path => Json.Serialize(Yaml.Deserialize<object>(File.ReadAllText(path))).Trim())];
}
