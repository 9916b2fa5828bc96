namespace AoEde.Kube.Client;

/// <summary>A change of an object, in one of the four forms that an API server takes.</summary>
/// <param name="Body">The change: JSON text, a JSON node or a model.</param>
/// <param name="Type">Its form.</param>
public sealed record V1Patch(object Body, V1Patch.PatchType Type)
{
    /// <summary>The forms of a patch.</summary>
    public enum PatchType
    {
        /// <summary>A list of operations (RFC 6902).</summary>
        JsonPatch,

        /// <summary>The changed fields (RFC 7396).</summary>
        MergePatch,

        /// <summary>The changed fields, lists merged by key; not for custom resources.</summary>
        StrategicMergePatch,

        /// <summary>The fields that a manager owns: server-side apply.</summary>
        ApplyPatch,
    }
}
