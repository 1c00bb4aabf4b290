"""Turns Java stubs of the Apex platform types into types.txt.

    convert_types.py STUB_SOURCE_DIRECTORY ADDITIONS_FILE OUTPUT_FILE

STUB_SOURCE_DIRECTORY holds one folder per Apex namespace. ADDITIONS_FILE has the format of the
output; its members are added to those of the stubs, its types too, and ` - name` under a type
drops every stub member of that name.
"""
import pathlib
import re
import sys

NAMESPACES = {"cache": "Cache", "dom": "Dom", "eventbus": "EventBus", "reports": "Reports", "wavetemplate": "WaveTemplate",
              "applauncher": "AppLauncher", "embeddedai": "EmbeddedAI"}
RENAMED = {"Any$": "Object", "Object$": "Object", "RecordSet$": "List", "Null$": "Object"}
TOKEN = re.compile(r'[A-Za-z_$][\w$]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\d[\w.]*|\.\.\.|.', re.S)
MODIFIERS = {"public", "protected", "private", "static", "abstract", "final", "default", "transient", "virtual"}
# Members every object has; they are listed once, under System.Object.
OBJECT_MEMBERS = {" m Boolean equals(Object)", " m Integer hashCode()", " m String toString()"}


class Parser:
    def __init__(self, text, namespace, known):
        text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
        text = re.sub(r"//[^\n]*", " ", text)
        text = re.sub(r"@\w+\s*(\([^)]*\))?", " ", text)
        self.imports, self.wildcards = {}, []
        for name in re.findall(r"^\s*import\s+([\w.$*]+)\s*;", text, re.M):
            parts = name.split(".")
            if parts[-1] == "*":
                self.wildcards.append(parts[-2])
            elif len(parts) > 2:
                self.imports[parts[-1]] = parts[-2]
        text = re.sub(r"^\s*(import|package)\s[^;]*;", " ", text, flags=re.M)
        self.tokens = [t for t in TOKEN.findall(text) if not t.isspace()]
        self.at = 0
        self.namespace, self.known = namespace, known
        self.out = {}
        self.unknown = set()

    def peek(self, n=0):
        return self.tokens[self.at + n] if self.at + n < len(self.tokens) else ""

    def take(self, expected=None):
        t = self.tokens[self.at]
        if expected is not None and t != expected:
            raise ValueError(f"expected {expected} got {t} near {self.tokens[self.at - 5:self.at + 5]}")
        self.at += 1
        return t

    def skip_block(self):
        self.take("{")
        depth = 1
        while depth:
            t = self.take()
            depth += (t == "{") - (t == "}")

    def resolve(self, name, scope):
        if "." in name:
            parts = [p for p in name.split(".")]
            if parts[:3] == ["io", "github", "apexdevtools"]:
                ns, rest = parts[4], ".".join(parts[5:])
                return self.qualify(ns, rest)
            head = self.resolve(parts[0], scope)
            return head + "." + ".".join(parts[1:])
        if name in RENAMED:
            return RENAMED[name]
        if name == "void" or name in scope[1]:
            return name
        for i in range(len(scope[0]), 0, -1):
            nested = ".".join(scope[0][:i] + [name])
            if (self.namespace, nested) in self.known:
                return self.qualify(self.namespace, nested)
        if name in self.imports:
            return self.qualify(self.imports[name], name)
        if (self.namespace, name) in self.known:
            return self.qualify(self.namespace, name)
        for w in self.wildcards:
            if (w, name) in self.known:
                return self.qualify(w, name)
        if name == "Object" or ("System", name) in self.known:
            return name
        self.unknown.add(name)
        return name

    @staticmethod
    def qualify(ns, name):
        if name in RENAMED:
            return RENAMED[name]
        name = name.rstrip("$")
        if ns in ("System", "SObjectStubs", "sobjecttypes"):
            return name
        if ns == "Internal":
            return {"SObjectType": "Schema.SObjectType", "DescribeSObjectResult": "Schema.DescribeSObjectResult",
                    "Trigger": "Trigger"}.get(name, name)
        return NAMESPACES.get(ns, ns) + "." + name

    def type(self, scope):
        name = self.take()
        while self.peek() == ".":
            self.take()
            name += "." + self.take()
        result = self.resolve(name, scope)
        if self.peek() == "<":
            self.take()
            args = [self.type(scope)]
            while self.peek() == ",":
                self.take()
                args.append(self.type(scope))
            self.take(">")
            result += "<" + ",".join(args) + ">"
        while self.peek() == "[":
            self.take()
            self.take("]")
            result = f"List<{result}>"
        return result

    def type_parameters(self):
        names = []
        if self.peek() == "<":
            self.take()
            while self.peek() != ">":
                t = self.take()
                if t not in (",", "extends"):
                    names.append(t)
            self.take(">")
        return names

    def declaration(self, outer, outer_params):
        while self.peek() in MODIFIERS:
            self.take()
        kind = self.take()
        name = self.take().rstrip("$")
        path = outer + [name]
        own = self.type_parameters()
        scope = (path, set(outer_params) | set(own))
        base, interfaces = None, []
        while self.peek() in ("extends", "implements"):
            word = self.take()
            names = [self.type(scope)]
            while self.peek() == ",":
                self.take()
                names.append(self.type(scope))
            if word == "extends" and kind == "class":
                base = names[0]
            else:
                interfaces += names
        self.take("{")
        members, constants = set(), []
        if kind == "enum":
            while self.peek() not in (";", "}"):
                t = self.take()
                if t != ",":
                    constants.append(t)
            if self.peek() == ";":
                self.take()
        while self.peek() != "}":
            if self.peek() == ";":
                self.take()
                continue
            self.member(kind, path, scope, members)
        self.take("}")
        if kind == "enum":
            members = {" e " + " ".join(constants)} if constants else set()
        elif base != "SObject" or path != ["UserRecordAccess"]:
            members -= OBJECT_MEMBERS if path != ["Object"] else set()
        head = " ".join([kind] + (["extends", base] if base else [])
                        + (["implements", ",".join(interfaces)] if interfaces else []))
        params = "<" + ",".join(own) + ">" if own else ""
        self.out[(NAMESPACES.get(self.namespace, self.namespace), ".".join(path))] = (params, head, members)

    def member(self, kind, path, scope, members):
        start, static, hidden = self.at, False, False
        while self.peek() in MODIFIERS:
            t = self.take()
            static |= t == "static"
            hidden |= t in ("protected", "private")
        if self.peek() in ("class", "interface", "enum"):
            self.declaration(path, scope[1])
            return
        if self.peek() == "{":
            self.skip_block()
            return
        generics = self.type_parameters()
        scope = (scope[0], scope[1] | set(generics))
        if self.peek().rstrip("$") == path[-1] and self.peek(1) == "(":
            self.take()
            params = self.parameters(scope)
            if not hidden:
                members.add(" c(" + params + ")")
            return
        type_ = self.type(scope)
        name = self.take()
        name = name.strip("$")
        if self.peek() == "(":
            params = self.parameters(scope)
            if not hidden:
                members.add(f" {'s' if static else 'm'} {type_} {name}({params})")
            return
        while True:
            if not hidden:
                members.add(f" {'q' if static else 'p'} {type_} {name}")
            while self.peek() not in (",", ";"):
                self.take()
            if self.take() == ";":
                return
            name = self.take()

    def parameters(self, scope):
        self.take("(")
        types = []
        while self.peek() != ")":
            while self.peek() == "final":
                self.take()
            types.append(self.type(scope))
            self.take()
            if self.peek() == ",":
                self.take()
        self.take(")")
        while self.peek() not in ("{", ";"):
            self.take()
        if self.peek() == "{":
            self.skip_block()
        else:
            self.take(";")
        return ",".join(types)


def member_name(line):
    body = line.strip()
    if body.startswith("c("):
        return "c()"
    return re.split(r"[\s(]+", re.sub(r"<[^()]*>(?=\s)", "", body.split("(")[0]))[-1].lower()


def read_table(path):
    table, current = {}, None
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line[0] != " ":
            name, _, head = line.partition(" ")
            params = ""
            if "<" in name:
                name, _, params = name.partition("<")
                params = "<" + params
            ns, _, local = name.partition(".")
            current = table.setdefault((ns, local), (params, head, set()))
        else:
            current[2].add(line.rstrip())
    return table


def main(stubs, additions, output):
    stubs = pathlib.Path(stubs)
    files = sorted(stubs.glob("*/*.java"))
    known = set()
    for f in files:
        text = f.read_text(encoding="utf-8")
        known.add((f.parent.name, f.stem))
        for nested in re.findall(r"^\s+public\s+(?:static\s+|abstract\s+)*(?:class|interface|enum)\s+(\w+)", text, re.M):
            known.add((f.parent.name, f.stem + "." + nested))
    table, unknown = {}, {}
    for f in files:
        if f.parent.name in ("Internal", "SObjectStubs", "hammer"):
            continue
        p = Parser(f.read_text(encoding="utf-8"), f.parent.name, known)
        p.declaration([], [])
        table.update(p.out)
        for u in p.unknown:
            unknown.setdefault(u, f)
    for u, f in sorted(unknown.items()):
        print(f"unresolved {u} in {f.name}", file=sys.stderr)
    cases = {(ns.lower(), name.lower()): (ns, name) for ns, name in table}
    for key, (params, head, members) in read_table(additions).items():
        key = cases.get((key[0].lower(), key[1].lower()), key)
        old = table.get(key)
        drop = {m[3:].lower() for m in members if m.startswith(" - ")}
        members = {m for m in members if not m.startswith(" - ")}
        if old is None:
            table[key] = (params, head or "class", members)
            continue
        kept = {m for m in old[2] if member_name(m) not in drop}
        if (head or old[1]).startswith("enum"):
            constants = sorted({c for m in kept | members for c in m.split()[1:]}, key=str.lower)
            kept, members = {" e " + " ".join(constants)}, set()
        table[key] = (params or old[0], head or old[1], kept | members)
    lines = []
    for (ns, name), (params, head, members) in sorted(table.items(), key=lambda t: (t[0][0].lower(), t[0][1].lower())):
        lines += [""] * bool(lines) + [f"{ns}.{name}{params} {head}"]
        lines += sorted(members, key=lambda m: (m.lower(), m))
    pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(table), "types,", sum(line.startswith(" ") for line in lines), "member lines")


if __name__ == "__main__":
    main(*sys.argv[1:])
