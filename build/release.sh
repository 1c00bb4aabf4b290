#!/usr/bin/env bash
# All that is handed out, into artifacts/release: the package of the dotnet tool, the packages of the libraries, and for each platform
# one file that needs nothing installed. Usage: build/release.sh [PLATFORM…]; default linux-x64 win-x64 osx-arm64.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true
out=$PWD/artifacts/release
project=src/ApexSovereignty.Cli
[ $# -gt 0 ] || set -- linux-x64 win-x64 osx-arm64
here=$(dotnet msbuild "$project" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
rm -rf "$out" && mkdir -p "$out"

pack() { dotnet pack --configuration Release "$@" >"$out/pack.log" || { cat "$out/pack.log"; exit 1; }; rm "$out/pack.log"; }
pack "$project" --output "$out" "-p:FastToolPlatforms=\"$(IFS=';'; echo "$*")\""
pack --output "$out/libraries" -p:PackLibraries=true
rm "$out"/libraries/apexsov.*
for platform in "$@"; do
  # Compiled ahead of time, since a command starts often; the native Git library is inside and unpacked on first use.
  dotnet publish "$project" --configuration Release --runtime "$platform" --self-contained \
    -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false \
    --output "$out/$platform" >"$out/$platform.log" || { cat "$out/$platform.log"; exit 1; }
  rm "$out/$platform.log"
  # What can be run here must run.
  [ "$platform" != "$here" ] || "$out/$platform/apexsov" scan testdata/samples/finserv-advisor --fail-on never --quiet >/dev/null
  if [ "$platform" = win-x64 ] && [ -x "$out/$here/apexsov" ] && command -v wine >/dev/null; then tests/integrations/windows.sh "$out/win-x64/apexsov.exe" "$out/$here/apexsov"; fi
done
(cd "$out" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
find "$out" -type f -exec ls -l {} +
