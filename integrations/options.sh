# Sourced by the other scripts: 'options' becomes what APEXSOV_… variables ask of 'apexsov scan'. Empty ones ask for nothing.
#   APEXSOV_PATH, APEXSOV_CONFIG, APEXSOV_FAIL_ON, APEXSOV_BASELINE, APEXSOV_CHANGED_SINCE as the options of those names;
#   APEXSOV_ARGS: further options, parted by blanks.
options=(scan --no-progress)
[ -z "${APEXSOV_PATH:-}" ] || options+=("$APEXSOV_PATH")
[ -z "${APEXSOV_CONFIG:-}" ] || options+=(--config "$APEXSOV_CONFIG")
[ -z "${APEXSOV_FAIL_ON:-}" ] || options+=(--fail-on "$APEXSOV_FAIL_ON")
[ -z "${APEXSOV_BASELINE:-}" ] || options+=(--baseline "$APEXSOV_BASELINE")
[ -z "${APEXSOV_CHANGED_SINCE:-}" ] || options+=(--changed-since "$APEXSOV_CHANGED_SINCE")
if [ -n "${APEXSOV_ARGS:-}" ]; then
  read -r -a further <<<"${APEXSOV_ARGS//$'\n'/ }"
  options+=("${further[@]}")
fi
