#!/usr/bin/env bash
# The scan step of action.yml: annotations in the log, SARIF for the upload, the job summary, and the exit code as an output, so that
# the upload comes before the failure. Variables: those of options.sh, APEXSOV_SARIF, APEXSOV_SUMMARY (true or false).
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/options.sh"
sarif=${APEXSOV_SARIF:-apexsov.sarif}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apexsov "${options[@]}" --format github --output "$sarif" --output "$work/summary.md"
code=$?
if [ -f "$work/summary.md" ]; then
  echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
  if [ "${APEXSOV_SUMMARY:-true}" = true ]; then
    # GitHub drops a summary of more than 1 MB.
    LC_ALL=C awk '{ size += length($0) + 1; if (size > 900000) { print "\n… cut here; the SARIF file holds all."; exit } print }' "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
  fi
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit 0
