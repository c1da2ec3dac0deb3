"""What `onrecord trace` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Branch:
    """Part of what `onrecord trace` gives."""

    circular: bool
    """Whether it leads back round a loop."""
    id: str
    link: Link
    see: bool
    """Whether that node is shown beneath another branch."""


@dataclass(frozen=True)
class Claim:
    """Part of what `onrecord trace` gives."""

    attributed_to: tuple[str, ...]
    """Ids of the sources whose voice asserts it."""
    cut: Cut | None
    date: str | None
    depth: int
    """How many links it is away from what is traced."""
    id: str
    kind: Literal['claim']
    leads_to: tuple[Branch, ...]
    retracted: bool
    statement: str


@dataclass(frozen=True)
class Origin:
    """Part of what `onrecord trace` gives."""

    id: str
    identity: Literal['named', 'anonymous', 'unspecified']
    label: str
    """Its name or description."""


@dataclass(frozen=True)
class Source:
    """Part of what `onrecord trace` gives."""

    cut: Cut | None
    depth: int
    """How many links it is away from what is traced."""
    id: str
    identity: Literal['named', 'anonymous', 'unspecified']
    kind: Literal['source']
    label: str
    """Its name or description."""
    leads_to: tuple[Branch, ...]


@dataclass(frozen=True)
class Trace:
    """What a claim leads to, down to the sources, or what rests on a claim or source."""

    direction: Literal['down', 'up']
    """Down to the sources, or up to what rests on it."""
    id: str
    """What is traced."""
    nodes: tuple[Node, ...]
    """The tree, flat: each node once, in the order of the page."""
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named'] | None = None
    independent_named_sources: int | None = None
    independent_sources: int | None = None
    lines: tuple[tuple[str, ...], ...] | None = None
    """Up to three live support chains that share nothing, each as ids from the claim to a source."""
    named_lines: tuple[tuple[str, ...], ...] | None = None
    """The same over chains on which every voice is named."""
    origins: tuple[Origin, ...] | None = None
    """All sources at the ends of live chains, the nearest first. Of a claim on the way down, like all
    that follows."""
    single_points_of_failure: tuple[str, ...] | None = None
    """Ids of what every live support chain passes, from the claim to the sources."""
    statement: str | None = None
    """Of a claim, like the next three."""


Cut = Literal['retracted', 'depth']
Link = Literal['cites', 'said_by', 'corroborated_by', 'cited_by', 'says', 'corroborates']
Node = Claim | Source
