#!/usr/bin/env bash
# Everything that is timed, one after the other; each part can be called alone too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./reconnect --version >/dev/null
python3 bench/startup.py
python3 bench/scan_tree.py
for part in bench/*.sh; do
    [ "$part" = bench/run.sh ] || { printf '\n== %s\n' "$part"; bash "$part" "$@"; }
done
