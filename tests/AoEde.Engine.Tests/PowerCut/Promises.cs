namespace AoEde.Engine.Tests.PowerCut;

/// <summary>
/// What initiators may rely on, sector by sector. Versions of a sector grow in the order its writes arrived, which is the order they run in.
/// <list type="table">
/// <item><term>Submitted</term><description>The newest that arrived.</description></item>
/// <item><term>Acknowledged</term><description>The newest that was answered.</description></item>
/// <item><term>Promised</term><description>The newest that a power cut must not undo: it, or one that was submitted after it, is there.</description></item>
/// </list>
/// </summary>
internal sealed class Promises(int sectors)
{
    private readonly int[] _submitted = new int[sectors];
    private readonly int[] _acknowledged = new int[sectors];
    private readonly int[] _promised = new int[sectors];

    /// <summary>Grows with every change.</summary>
    public long Changes { get; private set; }

    /// <summary>What a restart may find the target to be.</summary>
    public Outcome Right { get; private set; } = Outcome.None;

    /// <summary>What the base holds while the target is frozen.</summary>
    public Sector[]? FrozenBase { get; private set; }

    public int[] Submitted() => [.. _submitted];

    public int[] Acknowledged() => [.. _acknowledged];

    public void Submit(ulong lba, int count, int version) => Raise(_submitted, lba, count, version);

    public void Acknowledge(ulong lba, int count, int version, bool isStable)
    {
        Raise(_acknowledged, lba, count, version);
        if (isStable)
            Raise(_promised, lba, count, version);
    }

    /// <summary>All of these are to stay from now on.</summary>
    /// <param name="versions">One for each sector.</param>
    public void Promise(int[] versions)
    {
        for (int lba = 0; lba < versions.Length; lba++)
            Raise(_promised, (ulong)lba, 1, versions[lba]);
    }

    /// <summary>Begins with what a power cut has left: whoever has read that may rely on it.</summary>
    public void BeginWith(int[] versions)
    {
        for (int lba = 0; lba < versions.Length; lba++)
        {
            Submit((ulong)lba, 1, versions[lba]);
            Acknowledge((ulong)lba, 1, versions[lba], isStable: true);
        }
    }

    public void Expect(Outcome right)
    {
        Changes++;
        Right = right;
    }

    public void Freeze(Sector[] frozenBase) => FrozenBase = frozenBase;

    public bool Allows(int lba, Sector found) => found.Version >= _promised[lba] && found.Lba == (ulong)lba;

    public int PromisedAt(int lba) => _promised[lba];

    public int SubmittedAt(int lba) => _submitted[lba];

    private void Raise(int[] versions, ulong lba, int count, int version)
    {
        Changes++;
        for (int i = 0; i < count; i++)
            versions[(int)lba + i] = Math.Max(versions[(int)lba + i], version);
    }
}
