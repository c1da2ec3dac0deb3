"""What the program is made of, in the format CycloneDX: every crate in Cargo.lock, with its digest and licence."""

import json
import subprocess
import tomllib
from pathlib import Path


def metadata(root: Path, *features: str) -> dict:
    command = ["cargo", "metadata", "--locked", "--format-version", "1", *features]
    return json.loads(subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True).stdout)


def purl(name: str, version: str) -> str:
    return f"pkg:cargo/{name}@{version}"


def needed(graph: dict) -> set[str]:
    """The packages that become part of the program on some platform, or build a part of it: not those for tests."""
    edges = {node["id"]: [dep["pkg"] for dep in node["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])]
             for node in graph["resolve"]["nodes"]}
    reached, open_ = set(), [graph["resolve"]["root"]]
    while open_:
        package = open_.pop()
        if package not in reached:
            reached.add(package)
            open_ += edges[package]
    return reached


def bill_of_materials(root: Path) -> dict:
    graph = metadata(root, "--all-features")
    lock = tomllib.loads((root / "Cargo.lock").read_text())["package"]
    digests = {(package["name"], package["version"]): package.get("checksum") for package in lock}
    packages = {package["id"]: package for package in graph["packages"]}
    # The packages have the usual features.
    inside = needed(metadata(root))
    refs = {key: purl(package["name"], package["version"]) for key, package in packages.items()}

    def component(key: str) -> dict:
        package = packages[key]
        digest = digests[package["name"], package["version"]]
        kept = {
            "type": "library" if digest else "application",
            "bom-ref": refs[key],
            "purl": refs[key],
            "name": package["name"],
            "version": package["version"],
            # An old way to write a choice; the format takes only the new one.
            "licenses": [{"expression": package["license"].replace("/", " OR ")}],
        }
        if digest:
            kept |= {"hashes": [{"alg": "SHA-256", "content": digest}], "scope": "required" if key in inside else "excluded"}
        return kept

    top = graph["resolve"]["root"]
    order = sorted(packages, key=lambda key: refs[key])
    nodes = {node["id"]: sorted({refs[dep["pkg"]] for dep in node["deps"]}) for node in graph["resolve"]["nodes"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component(top)},
        "components": [component(key) for key in order if key != top],
        "dependencies": [{"ref": refs[key], "dependsOn": nodes[key]} for key in order],
    }
