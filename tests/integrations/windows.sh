#!/usr/bin/env bash
# The Windows build under Wine (Debian: wine, wine64), as its users call it: backslashes, drive letters, CRLF, Git. Its files are byte for
# byte those of this system's build. Usage: tests/integrations/windows.sh WINDOWS_EXE OWN_EXE, both of the same commit.
set -euo pipefail
windows=$(realpath "$1") own=$(realpath "$2")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export WINEPREFIX=$work/prefix WINEDEBUG=-all DISPLAY=
# Wine does not map native code into the runtime as Windows does.
export DOTNET_ReadyToRun=0

wineboot --init >/dev/null 2>&1 && wineserver --wait

fail() { echo "FAILED: $*" >&2; cat "$work/out" "$work/err" >&2; exit 1; }

run() { # CODE ARGUMENT…: the Windows build, which must end with the code
  local expected=$1 code=0
  shift
  timeout 300 wine "$windows" "$@" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" -eq "$expected" ] || fail "$* ended with $code"
}

mkdir "$work/repository" && cp -r "$root/testdata/samples/finserv-advisor" "$work/repository/app"
cd "$work/repository"
git init --quiet . && git add . && git -c user.name=t -c user.email=t@example.com commit --quiet -m sample
cd app

run 0 scan -o 'out.sarif' -o 'out.html' -o out.csv -o out.json -o out.md -o out.xml --quiet --fail-on never
"$own" scan -o own.sarif -o own.html -o own.csv -o own.json -o own.md -o own.xml --quiet --fail-on never >/dev/null
for kind in sarif html csv json md xml; do cmp "out.$kind" "own.$kind" || fail "the $kind of the two builds differs"; done
run 0 map -o register.html && "$own" map -o own-register.html >/dev/null && cmp register.html own-register.html || fail "the registers differ"

drive="Z:${work//\//\\}\\repository\\app"
run 0 scan "$drive" -o "$drive\\absolute.sarif" --quiet --fail-on never && cmp absolute.sarif own.sarif || fail "a path with a drive letter gives another file"
run 1 scan 'force-app\main\default\classes\AdviceLog.cls' --quiet && grep -q '^app/force-app/main/default/classes/AdviceLog.cls:16' "$work/out" || fail "a file named with backslashes"
run 1 scan 'FORCE-APP\MAIN\default\classes\ADVICELOG.CLS' --quiet || fail "a file named in other letters"
run 0 explain 'force-app\main\default\classes\AdviceLog.cls:16'
run 2 scan -o 'none\out.sarif' && grep -q "the folder of 'none\\\\out.sarif' does not exist" "$work/err" || fail "a folder that does not exist"
run 0 scan --staged --quiet

# The lines of a file with CRLF are those that it has with LF.
find force-app -name '*.cls' -exec sed -i 's/$/\r/' {} +
run 0 scan -o crlf.csv --quiet --fail-on never && cmp crlf.csv own.csv || fail "CRLF moves results"
echo "the Windows build gives the same files"
