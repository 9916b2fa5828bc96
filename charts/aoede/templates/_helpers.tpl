{{/*
Names are fixed, not made from the release's name: the CRDs make AoEde one per cluster, and a second release should fail where it
would otherwise fight the first over the same targets.
*/}}

{{/* Labels of every object. Takes the root context. */}}
{{- define "aoede.labels" -}}
app.kubernetes.io/part-of: aoede
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
Labels of pods: list of root, name and further labels. Nothing that changes with the chart's version, since every change of the agents'
labels is a restart of all of them.
*/}}
{{- define "aoede.podLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/part-of: aoede
{{- with mergeOverwrite dict $root.Values.commonLabels (index . 2) }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* metadata of an object: list of root, name, component. Namespaced objects add their namespace themselves. */}}
{{- define "aoede.metadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 1 }}
labels:
  app.kubernetes.io/name: {{ index . 2 }}
  {{- include "aoede.labels" $root | nindent 2 }}
{{- end }}

{{/* Image reference: list of root and the image's values. */}}
{{- define "aoede.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- $name := printf "%s/%s" ($root.Values.image.registry | trimSuffix "/") $image.repository -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $name $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default $root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end }}

{{- define "aoede.imagePullSecrets" -}}
{{- range . }}
- name: {{ . }}
{{- end }}
{{- end }}

{{/* Environment that both programs have. .NET's diagnostic server wants a socket in a writable /tmp; nobody asks it here. */}}
{{- define "aoede.env" -}}
- name: POD_NAME
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: POD_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: DOTNET_EnableDiagnostics
  value: "0"
{{- with .Values.telemetry.otlpEndpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Arguments for the form of the log. */}}
{{- define "aoede.logArguments" -}}
- --log-format
- {{ .Values.telemetry.logFormat }}
{{- end }}

{{/*
Whether an optional object is wanted, as "true" or "": list of root, mode (Auto, Always, Never) and what Auto asks for.
*/}}
{{- define "aoede.wanted" -}}
{{- $root := index . 0 -}}
{{- $mode := index . 1 -}}
{{- if or (eq $mode "Always") (and (eq $mode "Auto") ($root.Capabilities.APIVersions.Has (index . 2))) -}}true{{- end -}}
{{- end }}

{{/* The port of an address is not part of it, and a loopback address is nobody's but the node's. */}}
{{- define "aoede.agentIsLocal" -}}
{{- if hasPrefix "127." .Values.agent.listenAddress -}}true{{- end -}}
{{- end }}

{{/* Folders of the node that the agent sees besides its own, sorted, each once, without those below another. */}}
{{- define "aoede.hostDirectories" -}}
{{- $kept := list -}}
{{- range concat .Values.agent.policy.allowedFileDirectories .Values.agent.hostDirectories | uniq | sortAlpha -}}
{{- $directory := . -}}
{{- $covered := false -}}
{{- range $kept -}}{{- if hasPrefix (printf "%s/" .) $directory -}}{{- $covered = true -}}{{- end -}}{{- end -}}
{{- if not $covered -}}{{- $kept = append $kept $directory -}}{{- end -}}
{{- end -}}
{{- toJson $kept -}}
{{- end }}
