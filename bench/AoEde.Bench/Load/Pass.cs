namespace AoEde.Bench.Load;

/// <summary>What the generator is at.</summary>
internal enum Pass
{
    /// <summary>Every block is written once.</summary>
    Fill,

    /// <summary>The shape's own mix, for a time.</summary>
    Measure,

    /// <summary>Every block is read once.</summary>
    ReadBack,
}
