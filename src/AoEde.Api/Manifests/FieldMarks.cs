using AoEde.Api.Rules;

namespace AoEde.Api.Manifests;

/// <summary>Where each field of an object stands in its file.</summary>
internal sealed class FieldMarks
{
    private readonly Dictionary<string, Position> _marks = new();

    public void Set(string path, Position position) => _marks[path] = position;

    /// <summary>The field's place, or that of the nearest field around it that was written.</summary>
    public Position Find(string path)
    {
        while (true)
        {
            if (_marks.TryGetValue(path, out var position))
                return position;
            if (path.Length == 0)
                return default;
            path = FieldPath.Parent(path);
        }
    }
}
