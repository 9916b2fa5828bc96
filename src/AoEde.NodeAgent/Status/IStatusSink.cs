namespace AoEde.NodeAgent.Status;

/// <summary>Where the state of targets is shown: files without a cluster, the status subresource with one.</summary>
internal interface IStatusSink
{
    /// <summary>Shows the state of all targets; a target that is not among them is gone.</summary>
    void Publish(IReadOnlyList<TargetDocument> targets);
}
