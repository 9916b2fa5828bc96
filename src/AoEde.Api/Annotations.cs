namespace AoEde.Api;

/// <summary>Annotations and finalizers that AoEde acts upon.</summary>
public static class Annotations
{
    /// <summary>On a target: the holder for whom the operator freezes it; removing the annotation thaws.</summary>
    public const string Freeze = ApiGroup.Name + "/freeze";

    /// <summary>On a target: lifetime of the annotated freeze, a duration such as <c>30m</c>.</summary>
    public const string FreezeTtl = ApiGroup.Name + "/freeze-ttl";

    /// <summary>On a target: its epoch, to declare the old agent dead. The epoch makes a forgotten annotation harmless.</summary>
    public const string ForceWithdraw = ApiGroup.Name + "/force-withdraw";

    /// <summary>On a target: its own name, to delete it although initiators are active.</summary>
    public const string ForceDelete = ApiGroup.Name + "/force-delete";

    /// <summary>Finalizer of a target: removed once its agent has withdrawn it.</summary>
    public const string TargetFinalizer = ApiGroup.Name + "/target";

    /// <summary>Finalizer of a freeze: removed once it is thawed.</summary>
    public const string ThawFinalizer = ApiGroup.Name + "/thaw";
}
