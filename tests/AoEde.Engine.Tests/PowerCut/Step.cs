namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What a step of a history is.</summary>
internal enum StepKind
{
    Write,
    Read,
    Flush,
    Freeze,

    /// <summary>The header of a frozen target's shadow is stored again, as for a hold that is renewed.</summary>
    Renew,
    Thaw,

    /// <summary>The merge is done, and the shadow is deleted.</summary>
    End,
}

/// <summary>One step of a history.</summary>
internal sealed record Step(StepKind Kind, ulong Lba = 0, int Sectors = 0)
{
    public bool IsRequest => Kind is StepKind.Write or StepKind.Read or StepKind.Flush;
}
