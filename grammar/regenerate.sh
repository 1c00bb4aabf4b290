#!/bin/sh
# Writes src/ApexSovereignty.Syntax/Generated from the grammar. Needs Node 20; takes the pinned generator from package-lock.json.
set -eu
cd "$(dirname "$0")"
test -x node_modules/.bin/antlr-ng || npm ci --silent --no-audit --no-fund
target=../src/ApexSovereignty.Syntax/Generated
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options="-Dlanguage=CSharp -l false -v false -w true -p ApexSovereignty.Syntax.Generated"
npx --no-install antlr-ng $options -o "$work" ApexLexer.g4
npx --no-install antlr-ng $options --lib "$work" -o "$work" ApexParser.g4
mkdir -p "$target"
for name in ApexLexer ApexParser; do
  # Internal, because ANTLR's types must not leave the project.
  sed -e "s/^public partial class $name /internal partial class $name /" -e '/CLSCompliant/d' -e 's/[[:space:]]*$//' "$work/$name.cs" > "$target/$name.cs"
done
