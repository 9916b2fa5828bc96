using AoEde.Api;

namespace AoEde.Operator.Freezes;

/// <summary>One thing to be done so that freezes follow a target's annotation.</summary>
internal abstract record AnnotationStep
{
    private AnnotationStep()
    {
    }

    /// <summary>Create it.</summary>
    internal sealed record Create(AoEFreeze Freeze) : AnnotationStep;

    /// <summary>Set its <c>spec.release</c>.</summary>
    internal sealed record Release(AoEFreeze Freeze) : AnnotationStep;

    /// <summary>Give it another lifetime.</summary>
    internal sealed record SetTtl(AoEFreeze Freeze, string Ttl) : AnnotationStep;

    /// <summary>Delete its record, so that one of the same name can be made.</summary>
    internal sealed record Delete(AoEFreeze Freeze) : AnnotationStep;
}
