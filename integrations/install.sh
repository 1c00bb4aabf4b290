#!/usr/bin/env bash
# Builds the tool from this checkout and installs it into a folder, unless it is there. Usage: integrations/install.sh FOLDER
set -euo pipefail
folder=${1:?the folder to install into}
[ ! -x "$folder/apexsov" ] && [ ! -x "$folder/apexsov.exe" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet pack "$(dirname "${BASH_SOURCE[0]}")/../src/ApexSovereignty.Cli" --configuration Release --output "$work/packages"
# Only what was built here: a package of the same name elsewhere is not meant.
cat >"$work/nuget.config" <<'XML'
<configuration><packageSources><clear /><add key="built" value="packages" /></packageSources></configuration>
XML
dotnet tool install apexsov --tool-path "$folder" --configfile "$work/nuget.config"
