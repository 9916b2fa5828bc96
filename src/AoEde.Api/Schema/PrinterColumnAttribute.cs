namespace AoEde.Api.Schema;

/// <summary>A column of <c>kubectl get</c>, in the order of declaration.</summary>
/// <param name="name">Its heading.</param>
/// <param name="path">JSONPath of its value. A server prints one value, so a path may not fan out.</param>
/// <param name="type"><c>string</c>, <c>integer</c> or <c>date</c>; a date is printed as time that has passed, so never one to come.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrinterColumnAttribute(string name, string path, string type = "string") : Attribute
{
    /// <summary>Its heading.</summary>
    public string Name { get; } = name;

    /// <summary>JSONPath of its value.</summary>
    public string Path { get; } = path;

    /// <summary>Type of its value.</summary>
    public string Type { get; } = type;

    /// <summary>Whether only <c>kubectl get -o wide</c> shows it.</summary>
    public bool IsWide { get; set; }
}
