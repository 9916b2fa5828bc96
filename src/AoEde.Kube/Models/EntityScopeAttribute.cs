namespace AoEde.Kube.Models;

/// <summary>Whether objects of a kind live in namespaces.</summary>
public enum EntityScope
{
    /// <summary>They do.</summary>
    Namespaced,

    /// <summary>They do not.</summary>
    Cluster,
}

/// <summary>The scope of a kind; namespaced without it.</summary>
/// <param name="scope">The scope.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EntityScopeAttribute(EntityScope scope = default) : Attribute
{
    /// <summary>The scope.</summary>
    public EntityScope Scope { get; } = scope;
}
