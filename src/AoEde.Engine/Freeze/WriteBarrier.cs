using AoEde.Engine.Hosting;

namespace AoEde.Engine.Freeze;

/// <summary>
/// A moment at which no write of some targets is under way on any interface: those before it are stable and answered, those
/// after it wait. Disposing lets them go on, wherever they then belong.
/// </summary>
internal sealed class WriteBarrier : IAsyncDisposable
{
    private readonly IReadOnlyList<TargetRecord> _records;

    private WriteBarrier(IReadOnlyList<TargetRecord> records) => _records = records;

    /// <summary>Raises the barrier.</summary>
    /// <param name="records">Open targets.</param>
    /// <param name="limit">How long writes may be kept waiting.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <exception cref="TimeoutException">Some write took longer; nothing is held back any more.</exception>
    public static async Task<WriteBarrier> RaiseAsync(IReadOnlyList<TargetRecord> records, TimeSpan limit, TimeProvider time)
    {
        var barrier = new WriteBarrier(records);
        try
        {
            await Task.WhenAll(records.SelectMany(r => r.Lanes.Select(l => l.Pump.HoldWritesAsync(r.Target!)))).WaitAsync(limit, time);
            return barrier;
        }
        catch
        {
            await barrier.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets writes through again.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_records.SelectMany(r => r.Lanes.Select(l => l.Pump.ReleaseWritesAsync(r.Target!))));
}
