#!/usr/bin/env bash
# Tries the packages as their users would: the tool is installed and run, and the example of an analyzer is built against the
# libraries and loaded. Needs the .NET SDK.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Packages of the same version that were made before are not meant.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1 NUGET_PACKAGES=$work/nuget

fail() { echo "packages.sh: $1" >&2; [ -f "$work/log" ] && tail -n 40 "$work/log" >&2; exit 1; }
names() { (cd "$1" && ls | sed -E 's/\.[0-9]+\.[0-9]+\.[0-9]+[^.]*\.(s?nupkg)$/ \1/' | LC_ALL=C sort | tr '\n' ','); }
holds() { unzip -Z1 "$1" | grep -xF "$2" > /dev/null || fail "$(basename "$1") does not hold $2"; }

# pre-commit installs every package that a plain 'dotnet pack' makes.
(unset NUGET_PACKAGES; cd "$root" && dotnet pack --configuration Release --output "$work/tool") > "$work/log" 2>&1 || fail "the tool cannot be packed"
[ "$(names "$work/tool")" = "apexsov nupkg," ] || fail "'dotnet pack' makes $(names "$work/tool")"
(unset NUGET_PACKAGES; cd "$root" && dotnet pack --configuration Release -p:PackLibraries=true --output "$work/libraries") > "$work/log" 2>&1 || fail "the libraries cannot be packed"
rm "$work"/libraries/apexsov.*
expected=
for name in Flow Metadata Rules Semantics Syntax; do
  expected+="ApexSovereignty.$name nupkg,ApexSovereignty.$name snupkg,"
  package=$(echo "$work"/libraries/ApexSovereignty."$name".*.nupkg)
  holds "$package" "lib/net10.0/ApexSovereignty.$name.dll"
  holds "$package" "lib/net10.0/ApexSovereignty.$name.xml"
  holds "$package" PACKAGES.md
  unzip -p "$package" "*.nuspec" | grep '<license type="expression">MIT</license>' > /dev/null || fail "$name names no licence"
done
[ "$(names "$work/libraries")" = "$expected" ] || fail "the libraries are $(names "$work/libraries")"

mkdir "$work/install"
cat > "$work/install/nuget.config" <<'XML'
<configuration><packageSources><clear /><add key="built" value="../tool" /></packageSources></configuration>
XML
(cd "$work/install" && dotnet tool install apexsov --tool-path "$work/bin" --configfile nuget.config) > "$work/log" 2>&1 || fail "the tool cannot be installed"
platform=$(dotnet msbuild "$root/src/ApexSovereignty.Cli" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
find "$work/bin" -path "*/tools/net10.0/$platform/apexsov.dll" | grep . > /dev/null || fail "the package has nothing made for $platform"

mkdir "$work/analyzer" "$work/project"
cp "$root"/testdata/analyzers/FinancialData/*.cs "$work/analyzer/"
version=$(echo "$work"/libraries/ApexSovereignty.Rules.*.nupkg | sed -E 's/.*Rules\.(.*)\.nupkg/\1/')
cat > "$work/analyzer/Bank.FinancialData.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <RestoreAdditionalProjectSources>$work/libraries</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ApexSovereignty.Rules" Version="$version" ExcludeAssets="runtime" />
  </ItemGroup>
</Project>
XML
(cd "$work/analyzer" && dotnet build --configuration Release --output "$work/out") > "$work/log" 2>&1 || fail "the example cannot be built against the packages"

cat > "$work/project/Leak.cls" <<'APEX'
public class Leak {
    public void run(Id id) {
        System.debug([SELECT AnnualRevenue FROM Account WHERE Id = :id].AnnualRevenue);
    }
}
APEX
code=0
"$work/bin/apexsov" scan "$work/project" --analyzers "$work/out/Bank.FinancialData.dll" > "$work/log" 2>&1 || code=$?
[ "$code" -eq 1 ] || fail "the installed tool ends with $code"
for words in "error[SOV1101]" "error[BANK0001]: Financial data in a log"; do
  grep -qF "$words" "$work/log" || fail "the installed tool does not say: $words"
done
echo "the packages work"
