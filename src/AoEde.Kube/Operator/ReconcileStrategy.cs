namespace AoEde.Kube.Operator;

/// <summary>Which changes of an object are looked at.</summary>
public enum ReconcileStrategy
{
    /// <summary>Those of the spec, and deletion. Annotations, labels and the status are no reason.</summary>
    ByGeneration,

    /// <summary>All.</summary>
    ByResourceVersion,
}
