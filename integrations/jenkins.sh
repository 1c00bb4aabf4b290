#!/usr/bin/env bash
# For a step of a Jenkins pipeline: the text report in the log, SARIF for the Warnings plugin and JUnit. A branch that is a pull
# request is held against its target, if APEXSOV_PULL_REQUEST_ONLY is true. Ends with 0 where there are findings, so that the plugin's
# quality gate decides; with --strict and for runs that could not end, the code is kept. Variables: those of options.sh.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/options.sh"
if [ -z "${APEXSOV_CHANGED_SINCE:-}" ] && [ "${APEXSOV_PULL_REQUEST_ONLY:-false}" = true ] && [ -n "${CHANGE_TARGET:-}" ]; then options+=(--changed-since "origin/$CHANGE_TARGET"); fi
apexsov "${options[@]}" --output apexsov.sarif --output apexsov-junit.xml
code=$?
[ "$code" -ne 1 ] || exit 0
exit "$code"
