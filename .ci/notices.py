"""The licences of everything that becomes part of a package, as their authors ask for it: each text once."""

import functools
import json
import re
from pathlib import Path
from typing import NamedTuple

from bill_of_materials import metadata, needed

# What crates and modules call the files with their terms.
TERMS = re.compile(r"(licen[sc]e|copying|notice|unlicense)", re.IGNORECASE)


class Part(NamedTuple):
    """Something of somebody else's, with the folder that has its terms."""

    named: str
    licence: str
    repository: str
    folder: Path


@functools.cache
def notices(root: Path) -> bytes:
    """Those of the crates in the program."""
    return written("The program onrecord has these crates in it, under the terms that follow.", crates(root))


def notices_with_modules(root: Path, extension: Path) -> bytes:
    """Those of the crates in the program, and of the modules in the script of an extension."""
    opening = "The program onrecord has these crates in it, and the extension these modules of npm, under the terms that follow."
    return written(opening, [*crates(root), *modules(extension)])


def crates(root: Path) -> list[Part]:
    graph = metadata(root)
    inside = needed(graph) - {graph["resolve"]["root"]}
    found = sorted((package for package in graph["packages"] if package["id"] in inside),
                   key=lambda package: (package["name"], package["version"]))
    return [Part(f"{crate['name']} {crate['version']}", crate["license"], crate["repository"] or "no repository",
                 Path(crate["manifest_path"]).parent) for crate in found]


def modules(extension: Path) -> list[Part]:
    """What npm has installed there for the script itself, and not only to build it."""
    installed = json.loads((extension / "package-lock.json").read_text())["packages"]
    found = {path: module for path, module in installed.items() if path and not module.get("dev")}
    return [Part(f"{path.rpartition('node_modules/')[2]} {module['version']}", module["license"], "npm", extension / path)
            for path, module in sorted(found.items())]


def written(opening: str, parts: list[Part]) -> bytes:
    texts: dict[str, list[str]] = {}
    lines = [opening, ""]
    for part in parts:
        lines.append(f"{part.named}: {part.licence}, {part.repository}")
        for file in sorted(part.folder.iterdir()):
            if file.is_file() and TERMS.match(file.name) and file.suffix not in (".rs", ".toml"):
                text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
                texts.setdefault(text, []).append(f"{part.named} ({file.name})")
    for text, users in texts.items():
        lines += ["", "-" * 80, *users, "", text]
    return ("\n".join(lines) + "\n").encode()
