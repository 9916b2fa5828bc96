using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>How the kinds are read and written: nothing is looked up by reflection.</summary>
/// <remarks>A property has a setter, not an initialiser, so that one which is absent keeps its default.</remarks>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AoETarget))]
[JsonSerializable(typeof(KubernetesList<AoETarget>))]
[JsonSerializable(typeof(AoETargetSpec))]
[JsonSerializable(typeof(AoETargetStatus))]
[JsonSerializable(typeof(AoEFreeze))]
[JsonSerializable(typeof(KubernetesList<AoEFreeze>))]
[JsonSerializable(typeof(AoEFreezeSpec))]
[JsonSerializable(typeof(AoEFreezeStatus))]
[JsonSerializable(typeof(AoENode))]
[JsonSerializable(typeof(KubernetesList<AoENode>))]
[JsonSerializable(typeof(AoENodeSpec))]
[JsonSerializable(typeof(AoENodeStatus))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
