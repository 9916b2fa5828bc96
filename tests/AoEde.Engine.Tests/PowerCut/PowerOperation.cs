namespace AoEde.Engine.Tests.PowerCut;

/// <summary>One operation of a <see cref="PowerQueue"/>.</summary>
/// <param name="Begin">What its submission does to the file.</param>
/// <param name="End">What its completion does; gives its result.</param>
/// <param name="Token">The token of its completion.</param>
internal sealed record PowerOperation(Action Begin, Func<int> End, ulong Token);
