namespace AoEde.Api;

/// <summary>States of an export that others act upon.</summary>
public static class ExportStates
{
    /// <summary>On the wire.</summary>
    public const string Exported = "Exported";

    /// <summary>Being taken off the wire; the disk is still open.</summary>
    public const string Withdrawing = "Withdrawing";

    /// <summary>Off the wire, stable and closed: another agent may take it.</summary>
    public const string Withdrawn = "Withdrawn";
}
