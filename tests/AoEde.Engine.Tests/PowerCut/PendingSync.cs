namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A sync on its way: what had completed when it was submitted is stable when it has.</summary>
/// <param name="SubmittedAt">The file's count then.</param>
/// <param name="Length">The file's length then.</param>
/// <param name="Covers">Sectors of the file that it makes stable.</param>
internal sealed record PendingSync(long SubmittedAt, long Length, IReadOnlyList<long> Covers);
