using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>When a target may be deleted in a cluster. Has no meaning without one.</summary>
public sealed record DeletionSpec
{
    /// <summary>Keep exporting while an initiator did I/O within <see cref="IdleSeconds"/>. Default true.</summary>
    [Default(true)]
    public bool RequireIdle { get; set; } = true;

    /// <summary>Seconds without I/O after which an initiator counts as gone, 1 to 3600. Default 60.</summary>
    [Default(60), Bounds(1, 3600)]
    public int IdleSeconds { get; set; } = 60;
}
