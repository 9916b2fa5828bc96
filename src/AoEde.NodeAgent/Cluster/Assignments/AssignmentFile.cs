using System.Text.Json;
using AoEde.Native.Files;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>
/// <c>STATE-DIR/targets.json</c>: what is assigned to this node, so that an agent that starts while the API server is away serves what it
/// served before. Replaced whole and synced.
/// </summary>
internal sealed class AssignmentFile(string stateDirectory, string nodeName, ILogger logger)
{
    private readonly string _path = Path.Combine(stateDirectory, "targets.json");
    private byte[] _last = [];
    private bool _isStored = true;

    /// <summary>Reads the file. One that cannot be read, or is of another node, is set aside and told: nothing is served until the API server is there.</summary>
    public AssignmentDocument Load()
    {
        var empty = new AssignmentDocument { NodeName = nodeName };
        if (!File.Exists(_path))
        {
            return empty;
        }

        try
        {
            var content = File.ReadAllBytes(_path);
            var found = JsonSerializer.Deserialize<AssignmentDocument>(content, ClusterJson.Options)
                ?? throw new JsonException("it holds nothing");
            if (found.Format != AssignmentDocument.CurrentFormat || found.NodeName != nodeName)
            {
                throw new JsonException($"it has format {found.Format} and is of node {found.NodeName}");
            }

            _last = content;
            return found;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            NodeLog.AssignmentsUnreadable(logger, _path, problem);
            SetAside();
            return empty;
        }
    }

    /// <summary>Stores what is known, if that is news. A failure is told and tried again the next time; the agent goes on with what it has in memory.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Save(AssignmentDocument document)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(document, ClusterJson.Options.GetTypeInfo(typeof(AssignmentDocument)));
        var isNews = !content.AsSpan().SequenceEqual(_last);
        _last = content;
        if (!isNews && _isStored)
        {
            return false;
        }

        try
        {
            DurableFile.Replace(_path, content);
            _isStored = true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _isStored = false;
            NodeLog.AssignmentsNotStored(logger, _path, problem);
        }

        return isNews;
    }

    private void SetAside()
    {
        try
        {
            File.Move(_path, _path + ".unreadable", overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            NodeLog.AssignmentsUnreadable(logger, _path, problem);
        }
    }
}
