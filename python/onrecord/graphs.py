"""The graph of claims, sources and documents, as networkx has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.answers import CLAIMS, export
from onrecord.libraries import needed
from onrecord.program import Paths, Progress

if TYPE_CHECKING:
    import networkx


def graph(
    paths: Paths = CLAIMS, *, allow_errors: bool = False, progress: Progress | None = None
) -> networkx.MultiDiGraph[str]:
    """The graph of `export("json")`; nodes are ids of records.

    An edge leads from a record to one that it names, and its `kind` is the field that does. So `cites`, `attributed_to`
    and `evidence` lead to what a claim rests on, and `published_by` to the publisher of a document; `corroborates` leads
    from what a claim rests on to the claim, and `disputes` to the claim that is disputed.

    No export has the ids of unnamed sources: they have a number, as in `source:n8`, and are found by their `label`.
    """
    library = needed("graph", "networkx")
    value: dict[str, Any] = json.loads(export("json", paths, allow_errors=allow_errors, progress=progress))
    names = {node["id"]: node.get("record", f"{node['kind']}:{node['id']}") for node in value["nodes"]}
    made: networkx.MultiDiGraph[str] = library.MultiDiGraph()
    for node in value["nodes"]:
        made.add_node(names[node["id"]], **{key: each for key, each in node.items() if key != "id"})
    for link in value["links"]:
        about = {key: each for key, each in link.items() if key not in ("source", "target", "key")}
        made.add_edge(names[link["source"]], names[link["target"]], key=link["key"], **about)
    return made
