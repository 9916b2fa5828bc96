using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Kube.Json;

/// <summary>How the models of this assembly are read and written, made at compile time: nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1Condition))]
[JsonSerializable(typeof(V1ObjectMeta))]
[JsonSerializable(typeof(V1OwnerReference))]
[JsonSerializable(typeof(V1ObjectReference))]
[JsonSerializable(typeof(Corev1Event))]
[JsonSerializable(typeof(KubernetesList<Corev1Event>))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(KubernetesList<V1Lease>))]
[JsonSerializable(typeof(V1Node))]
[JsonSerializable(typeof(KubernetesList<V1Node>))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(KubernetesList<V1Pod>))]
[JsonSerializable(typeof(V1Job))]
[JsonSerializable(typeof(KubernetesList<V1Job>))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(KubernetesList<V1Namespace>))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(KubernetesList<V1ConfigMap>))]
[JsonSerializable(typeof(V1DaemonSet))]
[JsonSerializable(typeof(KubernetesList<V1DaemonSet>))]
internal sealed partial class KubernetesJsonContext : JsonSerializerContext;
