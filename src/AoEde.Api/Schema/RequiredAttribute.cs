namespace AoEde.Api.Schema;

/// <summary>The field must be present and, for text and lists, not empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
