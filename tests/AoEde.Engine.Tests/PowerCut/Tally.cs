namespace AoEde.Engine.Tests.PowerCut;

/// <summary>How much was looked at.</summary>
internal sealed class Tally
{
    /// <summary>Histories of requests.</summary>
    public int Histories;

    /// <summary>Those of them that began with what a power cut had left.</summary>
    public int Continued;

    /// <summary>Moments at which the power may fail, and something is different from the moment before.</summary>
    public long Moments;

    /// <summary>States of base and shadow that were checked, and how many there are.</summary>
    public long States;
    public double Possible;

    /// <summary>Moments of which every state was checked.</summary>
    public long WholeMoments;

    /// <summary>Different shadows that were opened.</summary>
    public long Opened;

    /// <summary>States of shadows after a power cut while they were being opened.</summary>
    public long SecondCuts;

    public override string ToString() =>
        $"{Histories} histories, {Continued} of them after a power cut; {Moments} moments, {WholeMoments} of them with all their states; "
        + $"{States} states of {Possible:0.###e0}; {Opened} shadows opened; {SecondCuts} states after a second cut";
}
