#!/usr/bin/env python3
"""Writes the classes of onrecord/results from the JSON Schemas that the program prints: generate.py PROGRAM [--check]"""

import json
import keyword
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "onrecord" / "results"
NAMES = ["check", "diff", "draft", "graph", "impact", "list", "manifest", "rank", "report", "todo", "trace"]
PLAIN = {"string": "str", "integer": "int", "boolean": "bool", "number": "float", "null": "None"}

Schema = dict[str, Any]


def class_name(name: str) -> str:
    return "".join(part.capitalize() if part.islower() else part for part in name.split("_"))


class Module:
    """The classes of one schema, each after those that it uses."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.classes: dict[str, str] = {}
        self.aliases: list[str] = []

    def text(self) -> str:
        for name, schema in self.schema.get("$defs", {}).items():
            if schema.get("type") == "object":
                self.define(name, schema)
        for name, schema in self.schema.get("$defs", {}).items():
            if schema.get("type") != "object":
                self.aliases.append(f"{name} = {self.type_of(schema, name)}")
        self.define(class_name(self.schema["title"]), self.schema)
        parts = [*self.classes.values(), "\n".join(self.aliases)]
        head = f'"""What `onrecord {self.schema["title"]}` gives as JSON. Made from its schema: see generate.py."""\n\n'
        head += "from __future__ import annotations\n\nfrom dataclasses import dataclass\n"
        if "Literal[" in "".join(parts):
            head += "from typing import Literal\n"
        return head + "\n\n" + "\n\n\n".join(part for part in parts if part) + "\n"

    def define(self, name: str, schema: Schema) -> str:
        if name in self.classes:
            raise SystemExit(f"two classes are called {name}")
        self.classes[name] = ""
        needed: list[str] = []
        others: list[str] = []
        for field, value in schema["properties"].items():
            required = field in schema.get("required", [])
            kind = self.type_of(value, class_name(f"{name}_{field}"))
            if not required and not kind.endswith("None"):
                kind += " | None"
            written = field + "_" if keyword.iskeyword(field) else field
            line = f"{written}: {kind}" + ("" if required else " = None")
            (needed if required else others).append(line + comment(value.get("description")))
        about = schema.get("description") or f"Part of what `onrecord {self.schema['title']}` gives."
        lines = ["@dataclass(frozen=True)", f"class {name}:", textwrap.indent(docstring(about), "    "), ""]
        self.classes[name] = "\n".join(lines + [textwrap.indent(line, "    ") for line in needed + others])
        return name

    def type_of(self, schema: Schema, name: str) -> str:
        if "$ref" in schema:
            return str(schema["$ref"]).rsplit("/", 1)[1]
        if "anyOf" in schema:
            return " | ".join(self.type_of(each, name) for each in schema["anyOf"])
        if "const" in schema:
            return f"Literal[{schema['const']!r}]"
        kinds = schema.get("type", "string")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if "enum" in schema:
            values = ", ".join(repr(value) for value in schema["enum"] if value is not None)
            return f"Literal[{values}]" + (" | None" if None in schema["enum"] else "")
        return " | ".join(self.one(kind, schema, name) for kind in kinds)

    def one(self, kind: str, schema: Schema, name: str) -> str:
        if kind == "array":
            return f"tuple[{self.type_of(schema['items'], name)}, ...]"
        if kind != "object":
            return PLAIN[kind]
        if isinstance(values := schema.get("additionalProperties"), dict):
            return f"dict[str, {self.type_of(values, name)}]"
        return self.define(name, schema) if schema.get("properties") else "dict[str, object]"


def docstring(text: str) -> str:
    return "\n".join(textwrap.wrap(f'"""{text}"""', 100))


def comment(text: str | None) -> str:
    """A docstring below a field, which editors show."""
    return f"\n{docstring(text)}" if text else ""


def made(program: str) -> dict[Path, str]:
    files = {}
    for name in NAMES:
        printed = subprocess.run([program, "schema", name], stdout=subprocess.PIPE, check=True).stdout
        files[FOLDER / f"{name}.py"] = Module(json.loads(printed)).text()
    files[FOLDER / "__init__.py"] = '"""One module for each answer that the program gives as JSON."""\n'
    return files


def main() -> int:
    program, *options = sys.argv[1:]
    old = {path: path.read_text() for path in FOLDER.glob("*.py")}
    new = made(program)
    if options == ["--check"]:
        different = sorted(path.name for path in old.keys() | new.keys() if old.get(path) != new.get(path))
        if different:
            print(f"python/onrecord/results is not what the schemas say: run python/generate.py ({', '.join(different)})")
        return int(bool(different))
    FOLDER.mkdir(exist_ok=True)
    for path, text in new.items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
