namespace AoEde.Operator.Addresses;

/// <summary>Whether a target has every address that it asks for.</summary>
/// <param name="Taken">The first address that another target has; null when there is none.</param>
/// <param name="Winner">Name of that target.</param>
internal sealed record AddressVerdict(TargetAddress? Taken, string Winner)
{
    /// <summary>It has them all.</summary>
    public static AddressVerdict Granted { get; } = new(null, "");

    /// <summary>Whether it has them all.</summary>
    public bool IsGranted => Taken is null;
}
