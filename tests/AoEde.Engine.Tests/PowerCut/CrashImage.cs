namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What one power cut left on the disk, to go on from.</summary>
/// <param name="Outcome">What a restart makes of it.</param>
/// <param name="Base">The sectors of the target in the base.</param>
/// <param name="Shadow">The shadow; null when there is none.</param>
/// <param name="Versions">What the target's sectors hold.</param>
internal sealed record CrashImage(Outcome Outcome, Sector[] Base, PowerFile? Shadow, int[] Versions);
