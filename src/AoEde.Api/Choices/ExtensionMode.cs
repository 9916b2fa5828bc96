namespace AoEde.Api.Choices;

/// <summary>Values of each member of <c>extensions</c>.</summary>
public static class ExtensionMode
{
    /// <summary>Never offered.</summary>
    public const string Off = "Off";

    /// <summary>Offered to an initiator that asks.</summary>
    public const string Negotiated = "Negotiated";
}
