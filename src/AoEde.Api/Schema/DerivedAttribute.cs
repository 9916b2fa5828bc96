namespace AoEde.Api.Schema;

/// <summary>The field follows from others and is written with them, because a column can show no more than one field.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute : Attribute;
