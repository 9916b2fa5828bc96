namespace AoEde.Kube.Models;

/// <summary>Anything that an API server stores: an API version and a kind.</summary>
public interface IKubernetesObject
{
    /// <summary>The <c>apiVersion</c>, such as <c>v1</c> or <c>apps/v1</c>.</summary>
    string ApiVersion { get; set; }

    /// <summary>The <c>kind</c>, such as <c>Lease</c>.</summary>
    string Kind { get; set; }
}

/// <summary>An object with metadata.</summary>
/// <typeparam name="TMetadata">Its metadata.</typeparam>
public interface IMetadata<TMetadata>
{
    /// <summary>Name, namespace, labels and what the server keeps of it.</summary>
    TMetadata Metadata { get; set; }
}

/// <summary>An object of its own, as against a list.</summary>
/// <typeparam name="TMetadata">Its metadata.</typeparam>
public interface IKubernetesObject<TMetadata> : IKubernetesObject, IMetadata<TMetadata>;

/// <summary>An object with a spec.</summary>
/// <typeparam name="T">The spec.</typeparam>
public interface ISpec<T>
{
    /// <summary>What is wanted.</summary>
    T Spec { get; set; }
}

/// <summary>An object with a status.</summary>
/// <typeparam name="T">The status.</typeparam>
public interface IStatus<T>
{
    /// <summary>What is.</summary>
    T? Status { get; set; }
}
