namespace AoEde.Testing.Documents;

/// <summary>A block of a page does not do what the page says.</summary>
public sealed class DocumentException(string message) : Exception(message);
