namespace AoEde.Testing.Documents;

/// <summary>
/// Types the commands of a page, block by block, each on its machine. A block whose last command fails, or any before it, fails the scene.
/// Programs that a page leaves running end on dispose.
/// </summary>
/// <param name="places">The machines, by the names that markers give them.</param>
public sealed class DocumentShell(IReadOnlyDictionary<string, DocumentPlace> places) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly List<BlockProcess> _running = [];

    /// <summary>Runs a scene from its first block to its last.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="told">Is told each block and what it printed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DocumentException">A block does not do what the page says.</exception>
    public async Task RunAsync(IEnumerable<DocumentBlock> blocks, Action<string>? told = null, CancellationToken cancellationToken = default)
    {
        foreach (var block in blocks)
            told?.Invoke($"{block.Place}\n{await RunAsync(block, cancellationToken)}");
    }

    /// <summary>Runs one block.</summary>
    /// <returns>What it printed, its commands included.</returns>
    /// <exception cref="DocumentException">It does not do what the page says.</exception>
    public async Task<string> RunAsync(DocumentBlock block, CancellationToken cancellationToken = default)
    {
        var name = block.Marker!.Place;
        if (!places.TryGetValue(name, out var place))
            throw new DocumentException($"{block.Place}: its scene has no machine '{name}' ({string.Join(", ", places.Keys)})");

        var process = new BlockProcess(block, place);
        if (block.Marker.IsBackground)
        {
            _running.Add(process);
            process.AwaitReady();
            return process.Output;
        }

        using (process)
        {
            await process.FinishAsync(Patience, cancellationToken);
            return process.Output;
        }
    }

    public void Dispose()
    {
        foreach (var process in Enumerable.Reverse(_running))
            process.Dispose();
        _running.Clear();
    }
}
