namespace AoEde.NodeAgent.Commands;

/// <summary>The words of a serve line.</summary>
/// <param name="Manifests">File or folder of manifests.</param>
/// <param name="StateDirectory">Folder that outlives the process.</param>
/// <param name="RunDirectory">Folder of the status files and the control socket.</param>
/// <param name="Policy">Policy file, or null.</param>
internal sealed record ServeArguments(string Manifests, string StateDirectory, string RunDirectory, string? Policy);
