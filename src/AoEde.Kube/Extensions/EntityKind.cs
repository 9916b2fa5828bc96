using System.Reflection;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>What a model's attributes say of its kind.</summary>
/// <param name="ApiVersion">Group and version, such as <c>apps/v1</c> or <c>v1</c>.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Scope">Whether objects live in namespaces.</param>
internal readonly record struct EntityKind(string ApiVersion, string Kind, EntityScope Scope)
{
    /// <summary>Reads the attributes of a model.</summary>
    public static EntityKind Of(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>();
        var scope = type.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced;
        return entity is null
            ? new("", type.Name, scope)
            : new(entity.Group.Length == 0 ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}", entity.Kind, scope);
    }
}
