namespace AoEde.Testing.Documents;

/// <summary>A machine that a page's commands are typed on.</summary>
/// <param name="Enter">Program and arguments that run what follows them on that machine; empty for this one.</param>
/// <param name="Environment">Variables that its shell has beside the usual ones.</param>
/// <param name="Folder">The folder its shell is in; null for the root of the repository.</param>
public sealed record DocumentPlace(IReadOnlyList<string> Enter, IReadOnlyDictionary<string, string> Environment, string? Folder = null);
