using System.Security.Cryptography;
using System.Text;
using AoEde.Api;
using AoEde.Kube.Models;

namespace AoEde.Operator.Freezes;

/// <summary>The freeze that an annotation on a target stands for.</summary>
internal static class AnnotatedFreeze
{
    /// <summary>Its name: the target's, and what tells one holder from another.</summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="holder">The value of the annotation.</param>
    /// <returns>At most 61 characters.</returns>
    public static string Name(string target, string holder) =>
        $"{target}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(holder)).AsSpan(0, 4))}";

    /// <summary>The holder that a target's annotation names; null without one.</summary>
    public static string? Holder(AoETarget target) => Value(target, Annotations.Freeze);

    /// <summary>The lifetime that a target's annotation names; null without one.</summary>
    public static string? Ttl(AoETarget target) => Value(target, Annotations.FreezeTtl);

    /// <summary>The target whose annotation a freeze was made of; null for one that somebody made otherwise.</summary>
    public static string? TargetOf(AoEFreeze freeze) => Owner(freeze)?.Name;

    /// <summary>Whether a freeze was made of an annotation of this very target.</summary>
    public static bool IsOf(AoEFreeze freeze, AoETarget target) => Owner(freeze) is { } owner && owner.Uid == target.Metadata.Uid;

    /// <summary>The object to be created.</summary>
    /// <param name="target">The target with the annotation.</param>
    /// <param name="holder">The annotation's value.</param>
    /// <param name="namespace">The operator's namespace.</param>
    public static AoEFreeze Make(AoETarget target, string holder, string @namespace) => new()
    {
        Metadata = new()
        {
            Name = Name(target.Metadata.Name!, holder),
            NamespaceProperty = @namespace,
            OwnerReferences =
            [
                new V1OwnerReference
                {
                    ApiVersion = ApiGroup.ApiVersion, Kind = AoETarget.KindName, Name = target.Metadata.Name!, Uid = target.Metadata.Uid!, Controller = true,
                },
            ],
        },
        Spec = new() { Targets = [target.Metadata.Name!], Holder = holder, Ttl = Ttl(target) },
    };

    private static V1OwnerReference? Owner(AoEFreeze freeze) =>
        freeze.Metadata.OwnerReferences?.FirstOrDefault(owner => owner is { Kind: AoETarget.KindName, Controller: true });

    private static string? Value(AoETarget target, string annotation) =>
        target.Metadata.Annotations is { } all && all.TryGetValue(annotation, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
}
