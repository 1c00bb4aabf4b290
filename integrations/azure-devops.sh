#!/usr/bin/env bash
# The scan step of azure-devops.yml: issues in the log, SARIF as the artifact CodeAnalysisLogs, a summary, and the task's result.
# Variables: those of options.sh, and what an agent sets.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/options.sh"
staging=${BUILD_ARTIFACTSTAGINGDIRECTORY:-$(mktemp -d)}
logs=$staging/CodeAnalysisLogs
mkdir -p "$logs"
if [ -z "${APEXSOV_CHANGED_SINCE:-}" ] && [ "${APEXSOV_PULL_REQUEST_ONLY:-false}" = true ] && [ -n "${SYSTEM_PULLREQUEST_TARGETBRANCH:-}" ]; then
  options+=(--changed-since "origin/${SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}")
fi
apexsov "${options[@]}" --format azure --output "$logs/apexsov.sarif" --output "$staging/apexsov.md" | tee "$staging/apexsov.log"
code=${PIPESTATUS[0]}
if [ -f "$logs/apexsov.sarif" ]; then
  echo "##vso[artifact.upload containerfolder=CodeAnalysisLogs;artifactname=CodeAnalysisLogs]$logs/apexsov.sarif"
  echo "##vso[task.uploadsummary]$staging/apexsov.md"
fi
case $code in
  0) if grep -q '^##vso\[task\.logissue' "$staging/apexsov.log"; then echo "##vso[task.complete result=SucceededWithIssues]apexsov found issues below the failing level"; fi; exit 0 ;;
  1) echo "##vso[task.complete result=Failed]apexsov found results at or above the failing level"; exit 1 ;;
  *) echo "##vso[task.complete result=Failed]apexsov could not run to its end (exit code $code)"; exit "$code" ;;
esac
