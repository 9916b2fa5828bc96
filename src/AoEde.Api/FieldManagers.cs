namespace AoEde.Api;

/// <summary>Names under which the programs write (server-side apply). They own disjoint parts of every object.</summary>
public static class FieldManagers
{
    /// <summary>The operator.</summary>
    public const string Operator = "aoede-operator";

    /// <summary>The agents; one name for all, so that a move hands ownership over.</summary>
    public const string Agent = "aoede-agent";

    /// <summary>The command line: owns the freezes that it creates.</summary>
    public const string Ctl = "aoectl";
}
