using System.Collections.Concurrent;
using System.Reflection;
using AoEde.Kube.Models;

namespace AoEde.Api.Schema;

/// <summary>The fields of a kind or of a part of it, in the order they are declared.</summary>
public sealed class ObjectSchema
{
    private static readonly ConcurrentDictionary<Type, ObjectSchema> Known = new();
    private readonly Dictionary<string, FieldSchema> _byName;

    private ObjectSchema(Type type)
    {
        Type = type;

        // The metadata are Kubernetes' own model, so what a manifest may write of them is declared beside it.
        var declared = type == typeof(V1ObjectMeta) ? typeof(WritableMetadata) : type;
        ServerFields = declared.GetCustomAttribute<ServerFieldsAttribute>()?.Names ?? [];

        // A property for what a server fills in is part of the object, but nobody may write it.
        var properties = declared.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => (property.CanWrite || property.IsDefined(typeof(DerivedAttribute))) && !ServerFields.Contains(FieldSchema.NameOf(property)));
        var held = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(FieldSchema.NameOf);
        Fields = [.. properties.Select(property => new FieldSchema(property, held[FieldSchema.NameOf(property)]))];
        _byName = Fields.ToDictionary(field => field.Name);
    }

    /// <summary>The record that holds the values.</summary>
    public Type Type { get; }

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    /// <summary>Fields that only a server fills in, which a reader skips.</summary>
    public IReadOnlyList<string> ServerFields { get; }

    /// <summary>The schema of a record type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its schema; always the same instance for one type.</returns>
    public static ObjectSchema Of(Type type) => Known.GetOrAdd(type, static t => new ObjectSchema(t));

    /// <summary>Finds a field by its name in a manifest.</summary>
    /// <param name="name">The name, case-sensitive as Kubernetes is.</param>
    /// <returns>The field, or null.</returns>
    public FieldSchema? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Every field with its dotted path, parents before children.</summary>
    /// <param name="prefix">Path of this object; empty for a root.</param>
    /// <returns>Paths and fields.</returns>
    public IEnumerable<(string Path, FieldSchema Field)> Walk(string prefix = "")
    {
        foreach (var field in Fields)
        {
            var path = prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
            yield return (path, field);
            if (field.Object is null)
                continue;

            foreach (var inner in field.Object.Walk(path))
                yield return inner;
        }
    }
}
