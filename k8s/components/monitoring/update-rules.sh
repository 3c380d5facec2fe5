#!/bin/sh
# Writes prometheus-rule.yaml: the rules of config/prometheus, word for word, below the header of a PrometheusRule.
# Kustomize can put a file into a ConfigMap, but not into another object; a test holds the copy against the original.
set -eu
cd "$(dirname "$0")"
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
  for file in ../../../config/prometheus/*.rules.yaml; do
    awk 'inGroups { print (length ? "  " : "") $0 } /^groups:/ { inGroups = 1 }' "$file"
  done
} > prometheus-rule.yaml
