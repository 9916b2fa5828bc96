using YamlDotNet.RepresentationModel;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>One condition of a target, as its status file says it.</summary>
internal sealed record StatusCondition(string Status, string Reason, string Message)
{
    /// <summary>Null while the file or the condition is not there.</summary>
    public static StatusCondition? Read(string statusFile, string type)
    {
        if (!File.Exists(statusFile))
            return null;
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(statusFile)));
        var conditions = (YamlSequenceNode)yaml.Documents[0].RootNode["status"]["conditions"];
        return conditions.Where(c => (string?)c["type"] == type)
            .Select(c => new StatusCondition($"{c["status"]}", $"{c["reason"]}", $"{c["message"]}"))
            .SingleOrDefault();
    }
}
