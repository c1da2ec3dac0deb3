"""What `onrecord report` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Claim:
    """A claim, and what it rests on."""

    attributed_to: tuple[str, ...]
    """Ids of the sources whose voice asserts it."""
    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']
    disputed_by: tuple[str, ...]
    """Ids of claims."""
    id: str
    in_cycle: bool
    """Whether it is on a citation loop."""
    independent_named_sources: int
    """3 means three or more."""
    independent_sources: int
    """3 means three or more."""
    on_the_record: bool
    """Whether it is on the record: still supported without unnamed voices."""
    origins: tuple[str, ...]
    """Ids of the sources at the ends of its live chains, the nearest first; 10 at most."""
    origins_truncated: bool
    """Whether it has more origins than are listed."""
    rests_solely_on: str | None
    """If there is one independent source: the id of the claim or source that every chain passes
    through."""
    retracted: bool
    statement: str


@dataclass(frozen=True)
class Summary:
    """How many claims there are of each basis."""

    anonymous: int
    circular: int
    claims: int
    mixed: int
    named: int
    outlet: int
    retracted: int
    unsourced: int


@dataclass(frozen=True)
class Report:
    """Which claims rest on named sources, and which on anonymous ones."""

    claims: tuple[Claim, ...]
    """In order of id."""
    summary: Summary
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
