"""What `onrecord graph` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Link:
    """Part of what `onrecord graph` gives."""

    key: str
    kind: Literal['attributed_to', 'cites', 'corroborates', 'disputes', 'evidence', 'published_by']
    source: str
    target: str
    locator: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Node:
    """Part of what `onrecord graph` gives."""

    id: str
    kind: Literal['claim', 'source', 'document']
    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named'] | None = None
    date: str | None = None
    identity: Literal['named', 'anonymous', 'unspecified'] | None = None
    in_cycle: bool | None = None
    label: str | None = None
    record: str | None = None
    retracted: bool | None = None
    retracted_on: str | None = None
    role: str | None = None
    source_kind: Literal['person', 'organization', 'outlet', 'document'] | None = None
    url: str | None = None


@dataclass(frozen=True)
class Graph:
    """The records and the links between them, as networkx and d3 read them."""

    directed: bool
    """Always true."""
    graph: dict[str, object]
    """Always empty."""
    links: tuple[Link, ...]
    multigraph: bool
    """Always true."""
    nodes: tuple[Node, ...]
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
