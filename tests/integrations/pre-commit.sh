#!/usr/bin/env bash
# Tries the hooks as their users would: pre-commit installs them from this repository as it is on the disk, a leaking commit is
# blocked with a message, a clean one goes through, and none of it needs a network once the hooks are installed.
# Needs git, pre-commit and the .NET SDK. PRE_COMMIT names another pre-commit than the one on the path.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
pre_commit=${PRE_COMMIT:-pre-commit}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/home GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1
git config --file "$GIT_CONFIG_GLOBAL" user.name Ada
git config --file "$GIT_CONFIG_GLOBAL" user.email ada@bank.example
git config --file "$GIT_CONFIG_GLOBAL" init.defaultBranch main
git config --file "$GIT_CONFIG_GLOBAL" protocol.file.allow always

fail() { echo "pre-commit.sh: $1" >&2; [ -f "$work/log" ] && cat "$work/log" >&2; exit 1; }

# The hooks' repository: all files that Git knows or would take, so that uncommitted work is tried too.
mkdir "$work/hooks" "$work/project"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 -r -I{} sh -c '[ -e "$1" ] && printf "%s\0" "$1"' _ {} | tar --null -T - -cf -) | tar -xf - -C "$work/hooks"
(cd "$work/hooks" && git init -q && git add -A && git commit -qm hooks)

cd "$work/project"
git init -q
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $work/hooks
    rev: $(git -C "$work/hooks" rev-parse HEAD)
    hooks:
      - id: apexsov-staged
YAML
mkdir -p force-app/classes
echo '{ "packageDirectories": [{ "path": "force-app", "default": true }] }' > sfdx-project.json
cat > force-app/classes/Reader.cls <<'APEX'
public with sharing class Reader {
    public static String email(Id id) {
        return [SELECT Email FROM Contact WHERE Id = :id].Email;
    }
}
APEX
git add -A
"$pre_commit" install --install-hooks > "$work/log" 2>&1 || fail "the hooks cannot be installed"

# No proxy answers there: from here on a hook that asks the network fails.
export http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9

git commit -qm "a clean commit" > "$work/log" 2>&1 || fail "a clean commit is blocked"

cat > force-app/classes/Writer.cls <<'APEX'
public with sharing class Writer {
    public void run(Id id) {
        System.debug('contact: ' + Reader.email(id));
    }
}
APEX
git add -A
if git commit -qm "a leak" > "$work/log" 2>&1; then fail "a leaking commit goes through"; fi
for words in "error[SOV1101]" "Contact.Email (PII) is written to the debug log" "force-app/classes/Writer.cls:3" "Found 1 error"; do
  grep -qF "$words" "$work/log" || fail "the message does not say: $words"
done

# The disk is clean, what is staged is not.
sed -i.bak "s/'contact: ' + Reader.email(id)/'done'/" force-app/classes/Writer.cls && rm force-app/classes/*.bak
if git commit -qm "a staged leak" > "$work/log" 2>&1; then fail "a leak that is staged but not on the disk goes through"; fi
git add -A
git commit -qm "mended" > "$work/log" 2>&1 || fail "a mended commit is blocked"

# 'git commit -a' hands the hook an index of its own.
sed -i.bak "s/'done'/Reader.email(id)/" force-app/classes/Writer.cls && rm force-app/classes/*.bak
if git commit -qam "all" > "$work/log" 2>&1; then fail "a leaking 'git commit -a' goes through"; fi

sed -i.bak "s/apexsov-staged/apexsov/" .pre-commit-config.yaml && rm .pre-commit-config.yaml.bak
git add .pre-commit-config.yaml
if "$pre_commit" run --all-files > "$work/log" 2>&1; then fail "the hook for the whole project finds nothing"; fi
grep -qF "force-app/classes/Writer.cls:3" "$work/log" || fail "the hook for the whole project does not name the leak"
echo "the hooks work"
