#!/usr/bin/env bash
# Parses the same installed Python files with CPython's ast, with libcst, with UCX's Connect rules (which parse and look) and with the
# parser here, and prints the speed of each. With uv on the PATH the other tools come into environments that are thrown away; without
# it they are left out. libcst sees every 8th and UCX every 80th of the files. Usage: bench/parse.sh [PYTHON [EVERY_NTH_FILE [ROUNDS]]]
# CPU time, one thread, texts in memory before the clock starts; build first (./dev check, or mvn compile).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-${RECONNECT_PYTHON:-python3}}
every=${2:-4}
rounds=${3:-5}
list=$(mktemp)
trap 'rm -f "$list"' EXIT

"$python" bench/parse_ast.py list "$every" >"$list"
classes=core/target/classes:python/target/classes
[ -d python/target/classes ] || { echo "python/target/classes is missing: build first" >&2; exit 2; }
printf '%-34s %8s %8s\n' parser MB/s 'ast = 1'
{
    "$python" bench/parse_ast.py time "$list" "$rounds"
    if command -v uv >/dev/null; then
        uv run -q --isolated --no-project --python "$python" --with libcst==1.9.0 python bench/parse_ast.py libcst "$list" "$rounds"
        uv run -q --isolated --no-project --python "$python" --with databricks-labs-ucx==0.60.1 python bench/parse_ucx.py "$list" 80
    fi
    java -Xmx2g -XX:+UseSerialGC -cp "$classes" bench/ParseBench.java "$list" "$((rounds * 3))" 'reconnect'
    java -Xmx2g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classes" bench/ParseBench.java "$list" "$rounds" 'reconnect, C1 only'
} | awk -F'\t' 'NR == 1 { base = $2 } { printf "%-34s %8.1f %8.1f\n", $1, $2, $2 / base }'
printf '%s files, %s MB\n' "$(wc -l <"$list")" "$(tr '\n' '\0' <"$list" | xargs -0 cat | wc -c | awk '{ printf "%.1f", $1 / 1e6 }')"
