{{- define "inkwell.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that select the pods. Prometheus uses the label instance as the job. */}}
{{- define "inkwell.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "inkwell.labels" -}}
{{ include "inkwell.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "inkwell.keys" -}}
{{- default (printf "%s-api-keys" (include "inkwell.fullname" .)) .Values.apiKeys.existingSecret -}}
{{- end -}}

{{- define "inkwell.claim" -}}
{{- default (printf "%s-models" (include "inkwell.fullname" .)) .Values.modelCache.existingClaim -}}
{{- end -}}

{{/* Whether the pods download the model: a path is a folder that exists. */}}
{{- define "inkwell.pulls" -}}
{{- and .Values.modelCache.enabled (not (hasPrefix "/" .Values.modelCache.model)) -}}
{{- end -}}

{{/* Environment variables of the pods, as YAML. */}}
{{- define "inkwell.settings" -}}
{{- $settings := dict "INKWELL_SECURITY_APIKEYSFILE" "/etc/inkwell/api-keys.yaml" -}}
{{- $settings = mergeOverwrite $settings .Values.settings -}}
{{- if .Values.cpu.enabled -}}
{{- $settings = mergeOverwrite $settings .Values.cpu.settings -}}
{{- end -}}
{{- if .Values.cuda.enabled -}}
{{- $settings = mergeOverwrite $settings .Values.cuda.settings -}}
{{- end -}}
{{- if .Values.inferencePool.enabled -}}
{{- $_ := set $settings "INKWELL_SECURITY_PUBLICMETRICS" "true" -}}
{{- end -}}
{{- if .Values.modelCache.enabled -}}
{{- $_ := set $settings "INKWELL_MODEL" .Values.modelCache.model -}}
{{- end -}}
{{- if .Values.tracing.enabled -}}
{{- $_ := set $settings "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT" .Values.tracing.endpoint -}}
{{- end -}}
{{- range $name, $value := $settings }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{/* Prefix of a selector for the Prometheus series of this release; the caller adds "}" or further labels. */}}
{{- define "inkwell.series" -}}
{job="{{ .Release.Name }}",namespace="{{ .Release.Namespace }}"
{{- end -}}

{{/* A network policy that allows ingress from one namespace. */}}
{{- define "inkwell.policyFrom" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "inkwell.fullname" .root }}-from-{{ .who }}
  labels:
    {{- include "inkwell.labels" .root | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "inkwell.selector" .root | nindent 6 }}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ .namespace }}
      ports:
        - protocol: TCP
          port: http
{{- end -}}

{{/* Paths that are reachable from outside, one list per rule of an HTTPRoute. A rule has at most 8 matches. */}}
{{- define "inkwell.paths" -}}
- - {type: Prefix, path: /v1/completions}
  - {type: Prefix, path: /v1/chat/completions}
  - {type: Prefix, path: /v1/embeddings}
  - {type: Prefix, path: /v1/models}
  - {type: Exact, path: /tokenize}
  - {type: Exact, path: /detokenize}
  - {type: Exact, path: /tokenizer_info}
- - {type: Exact, path: /health}
  - {type: Exact, path: /ping}
  - {type: Exact, path: /version}
  - {type: Exact, path: /}
  - {type: Prefix, path: /studio}
  - {type: Prefix, path: /docs}
  - {type: Exact, path: /openapi.json}
  - {type: Exact, path: /openapi.yaml}
{{- end -}}
