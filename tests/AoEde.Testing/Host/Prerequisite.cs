namespace AoEde.Testing.Host;

/// <summary>Something a test needs of the machine; the reason says what is missing and is the test's skip message.</summary>
public sealed record Prerequisite(bool IsMet, string Reason)
{
    internal static Prerequisite Of(bool isMet, string reason) => new(isMet, isMet ? string.Empty : reason);
}
