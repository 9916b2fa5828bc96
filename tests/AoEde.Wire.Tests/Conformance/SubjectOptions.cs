using AoEde.Testing.Files;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>How the target under test is started; the engine may be followed by further options.</summary>
public sealed record SubjectOptions(int Mtu, string Engine)
{
    public const ushort Shelf = 1;
    public const byte Slot = 2;

    /// <summary>In place of an engine: the image is in memory, and the engine is left to the target.</summary>
    public const string InMemory = "memory";

    /// <summary>The options that choose the engine.</summary>
    public string[] EngineArguments => Engine == InMemory ? [] : ["--engine", .. Engine.Split(' ')];

    public long Sectors { get; init; } = 2048;

    /// <summary>Whether each sector of the image is filled; off for images too large to write.</summary>
    public bool IsFilled { get; init; } = true;

    /// <summary>Further options of `export`; they are vblade's, too.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>What is exported, if not the image itself: for a device over it.</summary>
    public Func<TempImage, string> Backing { get; init; } = image => image.Path;
}
