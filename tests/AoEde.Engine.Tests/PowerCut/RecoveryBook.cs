using AoEde.Testing.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>The recoveries that all histories share: a state of a shadow that one has met is not opened again for another.</summary>
internal sealed class RecoveryBook : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<long, Recovery> _bySectors = [];

    public Recovery For(int sectors, Tally tally)
    {
        if (_bySectors.TryGetValue(sectors, out var recovery))
            return recovery;
        string[] standIns = [_folder[$"{sectors}.shadow"], _folder[$"{sectors}.second"]];
        Array.ForEach(standIns, path => File.WriteAllBytes(path, []));
        return _bySectors[sectors] = new Recovery(standIns[0], standIns[1], sectors, tally);
    }

    public void Dispose() => _folder.Dispose();
}
