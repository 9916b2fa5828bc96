namespace AoEde.Operator.Targets;

/// <summary>What is to be done about a finalizer.</summary>
internal enum FinalizerAct
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Add it.</summary>
    Add,

    /// <summary>Remove it: the object may go.</summary>
    Remove,

    /// <summary>Remove it although the agent did not agree.</summary>
    RemoveByForce,
}
