namespace AoEde.Engine.Safety;

/// <summary>A target's hold on its bytes inside this process; disposing gives them back. Disposing twice is harmless.</summary>
public sealed class Claim : IDisposable
{
    private readonly ClaimTable _table;

    internal Claim(ClaimTable table, string target, ClaimSubject subject)
    {
        _table = table;
        Target = target;
        Subject = subject;
    }

    /// <summary>Name of the target that holds the claim.</summary>
    public string Target { get; }

    /// <summary>What is claimed.</summary>
    public ClaimSubject Subject { get; }

    /// <inheritdoc/>
    public void Dispose() => _table.Release(this);
}
