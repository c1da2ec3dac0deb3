"""The licences of all crates that become part of the program, as their authors ask for it: each text once."""

import functools
import re
from pathlib import Path

from bill_of_materials import metadata, needed

# What crates call the files with their terms.
TERMS = re.compile(r"(licen[sc]e|copying|notice|unlicense)", re.IGNORECASE)


@functools.cache
def notices(root: Path) -> bytes:
    graph = metadata(root)
    inside = needed(graph) - {graph["resolve"]["root"]}
    crates = sorted((package for package in graph["packages"] if package["id"] in inside),
                    key=lambda package: (package["name"], package["version"]))
    texts: dict[str, list[str]] = {}
    lines = ["The program onrecord has these crates in it, under the terms that follow.", ""]
    for crate in crates:
        named = f"{crate['name']} {crate['version']}"
        lines.append(f"{named}: {crate['license']}, {crate['repository'] or 'no repository'}")
        folder = Path(crate["manifest_path"]).parent
        for file in sorted(folder.iterdir()):
            if file.is_file() and TERMS.match(file.name) and file.suffix not in (".rs", ".toml"):
                text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
                texts.setdefault(text, []).append(f"{named} ({file.name})")
    for text, users in texts.items():
        lines += ["", "-" * 80, *users, "", text]
    return ("\n".join(lines) + "\n").encode()
