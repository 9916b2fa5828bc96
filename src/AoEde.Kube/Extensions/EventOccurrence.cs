using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Kube.Extensions;

/// <summary>Something that happened to an object at a moment.</summary>
internal sealed record EventOccurrence(EventSubject Subject, string Reason, string Message, EventType Type, DateTimeOffset At)
{
    /// <summary>Occurrences with the same one are counted together.</summary>
    public (string Uid, string Reason, EventType Type) Group => (Subject.Uid, Reason, Type);
}

/// <summary>The object that an event is about.</summary>
internal sealed record EventSubject(string ApiVersion, string Kind, string? Namespace, string Name, string Uid, string? ResourceVersion)
{
    /// <summary>Where the event is kept: the API puts those of the cluster's own objects into <c>default</c>.</summary>
    public string EventNamespace => Namespace ?? "default";

    /// <summary>Describes an object. Items of a list may lack kind and API version; the model has them.</summary>
    public static EventSubject Of(IKubernetesObject<V1ObjectMeta> entity)
    {
        var kind = EntityKind.Of(entity.GetType());
        var metadata = entity.Metadata;
        return new(
            string.IsNullOrEmpty(entity.ApiVersion) ? kind.ApiVersion : entity.ApiVersion,
            string.IsNullOrEmpty(entity.Kind) ? kind.Kind : entity.Kind,
            metadata.NamespaceProperty,
            metadata.Name ?? "",
            metadata.Uid ?? metadata.Name ?? "",
            metadata.ResourceVersion);
    }
}
