using System.Net;
using AoEde.Kube.Telemetry.Logs;

namespace AoEde.Operator.Commands;

/// <summary>The words of one <c>run</c>.</summary>
/// <param name="Kubeconfig">A kubeconfig file; null for the usual places.</param>
/// <param name="Namespace">The namespace of the installation; null for the pod's.</param>
/// <param name="Listen">Where probes and metrics are answered.</param>
/// <param name="TemplateConfigMap">The ConfigMap with the agents' pod template.</param>
/// <param name="Identity">Which replica this is; null for the pod's name.</param>
/// <param name="Log">How log lines look.</param>
internal sealed record RunArguments(
    string? Kubeconfig, string? Namespace, EndPoint Listen, string TemplateConfigMap, string? Identity, LogFormat Log);
