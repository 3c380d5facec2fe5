#!/bin/sh
# Copies what the chart has in common with docker compose and kustomize, since Helm reads no file outside of a chart: the
# rules and the board. A test holds the copies against the originals.
set -eu
cd "$(dirname "$0")"
cp ../../config/prometheus/*.rules.yaml ../../config/grafana/dashboards/inkwell.json files/
