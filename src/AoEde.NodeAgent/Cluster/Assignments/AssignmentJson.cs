using System.Text.Json.Serialization;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>How the file of assignments is read and written, made at compile time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AssignmentDocument))]
internal sealed partial class AssignmentJson : JsonSerializerContext;
