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

{{- define "inkwell.fineTuningClaim" -}}
{{- default (printf "%s-fine-tuning" (include "inkwell.fullname" .)) .Values.fineTuning.existingClaim -}}
{{- end -}}

{{/* References to the settings that name models of the hub, which the pods download. A path is a folder that exists. */}}
{{- define "inkwell.pulled" -}}
{{- $pulled := list -}}
{{- if and .Values.modelCache.enabled .Values.models -}}
{{- range $i, $model := .Values.models -}}
{{- if not (or (eq $model.source "embedded") (hasPrefix "/" $model.source)) -}}
{{- $pulled = append $pulled (printf "$(INKWELL_MODELS_%d_SOURCE)" $i) -}}
{{- end -}}
{{- end -}}
{{- else if and .Values.modelCache.enabled (not (hasPrefix "/" .Values.modelCache.model)) -}}
{{- $pulled = append $pulled "$(INKWELL_MODEL)" -}}
{{- end -}}
{{- join ", " $pulled -}}
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
{{- if .Values.fineTuning.enabled -}}
{{- if .Values.keda.enabled -}}
{{- fail "fineTuning.enabled must be false if keda.enabled is true, because a folder belongs to one pod; given: true" -}}
{{- end -}}
{{- $_ := set $settings "INKWELL_FINETUNING_FOLDER" "/data/fine-tuning" -}}
{{- end -}}
{{- range $i, $model := .Values.models -}}
{{- if not (or $.Values.modelCache.enabled (eq $model.source "embedded")) -}}
{{- $rule := "must be embedded unless modelCache.enabled is true, which mounts the volume with models" -}}
{{- fail (printf "models[%d].source %s; given: %s" $i $rule $model.source) -}}
{{- end -}}
{{- range $field, $value := $model -}}
{{- $_ := set $settings (printf "INKWELL_MODELS_%d_%s" $i (upper $field)) (kindIs "slice" $value | ternary (join "," $value) $value) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.modelCache.enabled (not .Values.models) -}}
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
  - {type: Prefix, path: /v1/responses}
  - {type: Prefix, path: /v1/embeddings}
  - {type: Prefix, path: /v1/models}
  - {type: Exact, path: /tokenize}
  - {type: Exact, path: /detokenize}
  - {type: Exact, path: /tokenizer_info}
- - {type: Exact, path: /generate}
  - {type: Exact, path: /generate_stream}
  - {type: Exact, path: /info}
- - {type: Exact, path: /health}
  - {type: Exact, path: /ping}
  - {type: Exact, path: /version}
  - {type: Exact, path: /}
  - {type: Prefix, path: /studio}
  - {type: Prefix, path: /docs}
  - {type: Exact, path: /openapi.json}
  - {type: Exact, path: /openapi.yaml}
{{- if .Values.studio.enabled }}
- - {type: Prefix, path: /v1/explain}
  - {type: Exact, path: /metrics.json}
{{- end }}
{{- end -}}
