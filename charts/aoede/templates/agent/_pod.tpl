{{/* PodTemplateSpec of the agent. */}}
{{- define "aoede.agentPod" -}}
{{- $agent := .Values.agent -}}
metadata:
  labels:
    {{- include "aoede.podLabels" (list . "aoede-agent" $agent.podLabels) | nindent 4 }}
  annotations:
    kubectl.kubernetes.io/default-container: agent
    # The policy is read at start: another policy is another pod.
    aoede.io/policy-checksum: {{ toYaml $agent.policy | sha256sum | trunc 16 | quote }}
    {{- with $agent.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: aoede-agent
  enableServiceLinks: false
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- include "aoede.imagePullSecrets" . | trim | nindent 4 }}
  {{- end }}
  priorityClassName: {{ $agent.priorityClassName }}
  terminationGracePeriodSeconds: {{ $agent.terminationGracePeriodSeconds }}
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  securityContext:
    runAsUser: 0
  containers:
    - name: agent
      image: {{ include "aoede.image" (list . $agent.image) }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        - node
        - --node-name
        - $(NODE_NAME)
        - --state-dir
        - {{ $agent.stateDir | quote }}
        - --run-dir
        - {{ $agent.runDir | quote }}
        - --policy
        - /etc/aoede/policy.yaml
        - --host-proc
        - /host/proc
        - --overlap
        - {{ div (int $agent.terminationGracePeriodSeconds) 2 | quote }}
        - --listen
        - {{ printf "%s:%d" $agent.listenAddress (int $agent.port) | quote }}
        {{- if gt (int $agent.pumps) 1 }}
        - --pumps
        - {{ int $agent.pumps | quote }}
        {{- end }}
        {{- include "aoede.logArguments" . | nindent 8 }}
      env:
        - name: NODE_NAME
          valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
        - name: POD_IP
          valueFrom: {fieldRef: {fieldPath: status.podIP}}
        {{- include "aoede.env" . | nindent 8 }}
        {{- with $agent.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # No port is declared: on the host's network that would reserve it, and the next agent of a node starts while this one still serves.
      # Live is a loop that turns, whatever the API server does; ready is every assigned target on the wire.
      startupProbe:
        httpGet: {{ include "aoede.agentProbe" (list . "/livez") }}
        periodSeconds: 5
        failureThreshold: 30
      livenessProbe:
        httpGet: {{ include "aoede.agentProbe" (list . "/livez") }}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {{ include "aoede.agentProbe" (list . "/readyz") }}
        periodSeconds: 5
        timeoutSeconds: 5
      resources:
        {{- toYaml $agent.resources | nindent 8 }}
      # privileged: no other setting of Kubernetes admits arbitrary block devices of the node.
      securityContext:
        privileged: true
        readOnlyRootFilesystem: true
      # Not below /dev, which is the node's.
      terminationMessagePath: /tmp/termination-log
      volumeMounts:
        - {name: dev, mountPath: /dev, mountPropagation: HostToContainer}
        - {name: proc, mountPath: /host/proc, readOnly: true}
        - {name: sys, mountPath: /sys, readOnly: true}
        - {name: udev, mountPath: /run/udev, readOnly: true}
        - {name: policy, mountPath: /etc/aoede, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        - {name: state, mountPath: {{ $agent.stateDir | quote }}, mountPropagation: HostToContainer}
        - {name: run, mountPath: {{ $agent.runDir | quote }}}
        {{- range $index, $path := include "aoede.hostDirectories" . | fromJsonArray }}
        - {name: host-{{ $index }}, mountPath: {{ $path | quote }}, mountPropagation: HostToContainer}
        {{- end }}
  volumes:
    - {name: dev, hostPath: {path: /dev, type: Directory}}
    - {name: proc, hostPath: {path: /proc, type: Directory}}
    - {name: sys, hostPath: {path: /sys, type: Directory}}
    - {name: udev, hostPath: {path: /run/udev, type: DirectoryOrCreate}}
    - {name: policy, configMap: {name: aoede-agent-policy}}
    - {name: tmp, emptyDir: {sizeLimit: 16Mi}}
    - {name: state, hostPath: {path: {{ $agent.stateDir | quote }}, type: DirectoryOrCreate}}
    - {name: run, hostPath: {path: {{ $agent.runDir | quote }}, type: DirectoryOrCreate}}
    {{- range $index, $path := include "aoede.hostDirectories" . | fromJsonArray }}
    - {name: host-{{ $index }}, hostPath: {path: {{ $path | quote }}, type: DirectoryOrCreate}}
    {{- end }}
  {{- with $agent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $agent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $agent.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* httpGet of a probe: list of root and path. A loopback address must be named, else the kubelet asks the node's own. */}}
{{- define "aoede.agentProbe" -}}
{{- $root := index . 0 -}}
{ {{- if include "aoede.agentIsLocal" $root }}host: {{ $root.Values.agent.listenAddress }}, {{ end }}path: {{ index . 1 }}, port: {{ $root.Values.agent.port }}}
{{- end }}
