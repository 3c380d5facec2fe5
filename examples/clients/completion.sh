#!/usr/bin/env bash
# Streams a completion of a server: examples/clients/completion.sh [URL]
set -euo pipefail
curl -fsSN "${1:-http://localhost:8080}/v1/completions" -H 'Content-Type: application/json' \
  -d '{"model":"default","prompt":"It is a truth","max_tokens":40,"stream":true,"seed":1}'
