using System.Collections;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What <see cref="Engine.Freeze.ShadowFile.Open"/> said of one state of a shadow.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Map">Which sectors of the target are in it.</param>
/// <param name="Problem">Why it was refused, or could not be opened again after a second power cut.</param>
internal sealed record Recovered(Outcome Outcome, BitArray Map, string? Problem)
{
    /// <summary>Whether power cuts while it was being opened were looked at too.</summary>
    public bool WasCutToo { get; set; }

    public bool SaysTheSameAs(Recovered other)
    {
        if (Outcome != other.Outcome)
            return false;
        for (int i = 0; i < Map.Length; i++)
        {
            if (Map[i] != other.Map[i])
                return false;
        }

        return true;
    }
}
