using AoEde.Api.Manifests;
using AoEde.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// One YAML file per target in <c>RUN-DIR/status</c>, replaced by rename so that a reader never sees half of one, and written only
/// when it would differ. All of them are removed when the agent stops: a file that stayed would claim that somebody still serves.
/// </summary>
internal sealed class StatusFiles : IStatusSink, IDisposable
{
    private readonly string _folder;
    private readonly ILogger _logger;
    private readonly Dictionary<string, string> _written = [];
    private readonly Lock _gate = new();

    /// <summary>Makes the folder and clears what an agent that was killed has left there.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="logger">Where a file that cannot be written is told.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public StatusFiles(string folder, ILogger logger)
    {
        _folder = folder;
        _logger = logger;
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.EnumerateFiles(folder, "*.yaml"))
        {
            File.Delete(stale);
        }
    }

    /// <inheritdoc/>
    public void Publish(IReadOnlyList<TargetDocument> targets)
    {
        lock (_gate)
        {
            foreach (var target in targets)
            {
                Write(target.Name, YamlWriter.Of(target.Body));
            }

            foreach (var gone in _written.Keys.Except(targets.Select(target => target.Name), StringComparer.Ordinal).ToArray())
            {
                Remove(gone);
            }
        }
    }

    /// <summary>Removes the files.</summary>
    public void Dispose() => Publish([]);

    private void Write(string name, string text)
    {
        if (_written.TryGetValue(name, out var before) && before == text)
        {
            return;
        }

        var path = PathOf(name);
        try
        {
            // The name starts with a dot, so that "status/*.yaml" never matches an unfinished file.
            var temporary = Path.Combine(_folder, $".{name}.new");
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
            _written[name] = text;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            AgentLog.StatusNotWritten(_logger, path, problem);
        }
    }

    private void Remove(string name)
    {
        _written.Remove(name);
        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            AgentLog.StatusNotWritten(_logger, PathOf(name), problem);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.yaml");
}
