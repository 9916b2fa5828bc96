namespace AoEde.Api.Schema;

/// <summary>
/// A bound on one field that a CRD schema can express. One declaration serves the rules, the manifest reader and the generated CRD.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute : Attribute
{
    /// <summary>Short name, the last part of the rule's id, such as <c>bounds</c>.</summary>
    public abstract string Id { get; }

    /// <summary>Whether the bound applies to the list itself rather than to each of its items.</summary>
    public virtual bool OnList => false;

    /// <summary>Checks a value that is present.</summary>
    /// <param name="value">A string, an integer as <see cref="long"/>, or a list of strings when <see cref="OnList"/>.</param>
    /// <returns>What is wrong and what to do about it, or null when the value holds.</returns>
    public abstract Complaint? Check(object value);
}
