#!/usr/bin/env bash
# What `./dev facts` runs: `check` compares the committed files with the default release, anything else goes to derive.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=$(./reconnect environment --dev --spark 4.2)
if [ "${1:-}" = check ]; then
    shift
    set -- --check "$@"
fi
exec "$python" facts/derive.py --python "$python" "$@"
