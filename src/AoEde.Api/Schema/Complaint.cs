namespace AoEde.Api.Schema;

/// <summary>What is wrong with a value, and what to do about it.</summary>
/// <param name="Message">The cause, naming the value.</param>
/// <param name="Remedy">What to write instead.</param>
/// <param name="Item">Index of the list item concerned; -1 for the field itself.</param>
public sealed record Complaint(string Message, string Remedy, int Item = -1);
