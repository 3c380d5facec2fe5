#!/bin/sh
# Copies the rules and the dashboard of docker compose and kustomize into the chart, because Helm reads no file outside it.
# A test compares the copies with the originals.
set -eu
cd "$(dirname "$0")"
cp ../../config/prometheus/*.rules.yaml ../../config/grafana/dashboards/inkwell.json files/
