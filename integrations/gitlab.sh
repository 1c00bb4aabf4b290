#!/usr/bin/env bash
# The script of gitlab.yml: the text report in the log, JUnit for the merge request's test widget, SARIF and HTML as artifacts. In a
# merge request only what it brings is reported, unless APEXSOV_CHANGED_SINCE says otherwise. Variables: those of options.sh.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/options.sh"
if [ -z "${APEXSOV_CHANGED_SINCE+set}" ] && [ -n "${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}" ]; then options+=(--changed-since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"); fi
mkdir -p apexsov
exec apexsov "${options[@]}" --output apexsov/junit.xml --output apexsov/apexsov.sarif --output apexsov/report.html
