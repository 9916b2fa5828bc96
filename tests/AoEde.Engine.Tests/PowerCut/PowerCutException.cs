namespace AoEde.Engine.Tests.PowerCut;

/// <summary>A power cut could leave what must not be.</summary>
internal sealed class PowerCutException(string message) : Exception(message);
