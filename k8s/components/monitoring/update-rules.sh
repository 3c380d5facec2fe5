#!/bin/sh
# Writes prometheus-rule.yaml: the rules of config/prometheus below the header of a PrometheusRule. They select the series of
# one namespace, so that an installation does not raise the alerts of another one. They name the address of the folder docs.
#
#     ./update-rules.sh [NAMESPACE] [DOCS]
#
# Without them the namespace is inkwell, and the address that of config/prometheus/prometheus.yml. Kustomize can put a file
# into a ConfigMap, but not into another object; a test holds the copy against the original.
set -eu
cd "$(dirname "$0")"
config=../../../config/prometheus
namespace=${1:-inkwell}
docs=${2:-$(sed -n 's/^ *inkwell_docs: *//p' "$config/prometheus.yml")}
{
  cat <<'HEADER'
# Made by update-rules.sh of the rules in config/prometheus: change those.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: inkwell
spec:
  groups:
HEADER
  for file in "$config"/*.rules.yaml; do
    awk 'inGroups { print (length ? "  " : "") $0 } /^groups:/ { inGroups = 1 }' "$file"
  done | sed -e "s/{job=\"inkwell\"/{job=\"inkwell\",namespace=\"$namespace\"/g" \
    -e "s|{{ \$externalLabels.inkwell_docs }}|$docs|"
} > prometheus-rule.yaml
