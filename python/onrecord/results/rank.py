"""What `onrecord rank` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Source:
    """Part of what `onrecord rank` gives."""

    falls: int
    """How many claims fall if it is struck."""
    id: str
    identity: Literal['named', 'anonymous', 'unspecified']
    label: str
    """Its name or description."""


@dataclass(frozen=True)
class Rank:
    """The sources with which claims fall, those with most of them first."""

    claims: int
    """How many claims the corpus has."""
    ranking: tuple[Source, ...]
    sources: int
    """With how many sources claims fall, listed or not."""
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
