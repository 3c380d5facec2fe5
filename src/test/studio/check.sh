#!/usr/bin/env bash
# Checks the JSDoc types of the studio's JavaScript with TypeScript in strict mode. Nothing is compiled.
set -euo pipefail
cd "$(dirname "$0")"
exec npm exec --yes --package=typescript@7.0.2 -- tsc --project tsconfig.json
