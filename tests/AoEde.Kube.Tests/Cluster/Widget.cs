using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Kube.Tests.Cluster;

/// <summary>A kind of our own with a status subresource.</summary>
[KubernetesEntity(Group = "kube.test", ApiVersion = "v1", Kind = "Widget", PluralName = "widgets")]
internal sealed record Widget : IKubernetesObject<V1ObjectMeta>, ISpec<WidgetSpec>, IStatus<WidgetStatus>
{
    public const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.kube.test}
        spec:
          group: kube.test
          scope: Namespaced
          names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties: {size: {type: integer, maximum: 1000}, color: {type: string}}
                  status:
                    type: object
                    properties:
                      phase: {type: string}
                      weight: {type: integer}
                      parts: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name],
                              items: {type: object, required: [name], properties: {name: {type: string}, state: {type: string}}}}
        """;

    // Not set here, so that a test sees whether the client fills them in.
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public WidgetSpec Spec { get; set; } = new();

    public WidgetStatus? Status { get; set; }
}

internal sealed record WidgetSpec
{
    public int? Size { get; set; }

    public string? Color { get; set; }
}

internal sealed record WidgetStatus
{
    public string? Phase { get; set; }

    public int? Weight { get; set; }

    public IList<WidgetPart>? Parts { get; set; }
}

internal sealed record WidgetPart
{
    public string Name { get; set; } = "";

    public string? State { get; set; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(KubernetesList<Widget>))]
internal sealed partial class WidgetJson : JsonSerializerContext;
