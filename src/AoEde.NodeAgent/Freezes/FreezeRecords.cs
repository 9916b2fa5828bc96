using System.Text.Json;
using AoEde.Api;
using AoEde.Native.Files;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Freezes;

/// <summary>
/// One JSON file per freeze in <c>STATE-DIR/freezes</c>, replaced whole and synced: what was told about a freeze is still known after
/// a crash.
/// </summary>
internal sealed class FreezeRecords
{
    private readonly string _folder;
    private readonly ILogger _logger;

    /// <summary>Opens the folder, making it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public FreezeRecords(string stateDirectory, ILogger logger)
    {
        _folder = Path.Combine(stateDirectory, "freezes");
        _logger = logger;
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Reads every record. One that cannot be read is set aside and told: the engine's own holds are what counts.</summary>
    public IReadOnlyList<AoEFreeze> Load()
    {
        var found = new List<AoEFreeze>();
        foreach (var path in Directory.EnumerateFiles(_folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                var freeze = FreezeObjects.Read(File.ReadAllBytes(path));
                if (freeze.Metadata.Name is not { } name || PathOf(name) != path || freeze.Status is null)
                {
                    throw new JsonException("it is not the record of a freeze of that name");
                }

                found.Add(freeze);
            }
            catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
            {
                AgentLog.FreezeRecordUnreadable(_logger, path, problem);
                SetAside(path);
            }
        }

        return found;
    }

    /// <summary>Stores a freeze; when it returns, it is on the disk.</summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    public void Save(AoEFreeze freeze)
        => DurableFile.Replace(PathOf(freeze.Metadata.Name!), System.Text.Encoding.UTF8.GetBytes(FreezeObjects.ToJson(freeze).ToJsonString()));

    /// <summary>Removes a record.</summary>
    public void Delete(string name)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            AgentLog.FreezeNotStored(_logger, name, problem);
        }
    }

    private void SetAside(string path)
    {
        try
        {
            File.Move(path, path + ".unreadable", overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            AgentLog.FreezeRecordUnreadable(_logger, path, problem);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.json");
}
