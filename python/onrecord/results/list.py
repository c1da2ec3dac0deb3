"""What `onrecord list` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Record:
    """A record."""

    id: str
    kind: Literal['source', 'document', 'claim', 'review']
    label: str
    """The name of a named source, the description of any other, the title of a document, the statement
    of a claim, the verdict of a review."""
    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named'] | None = None
    """Of a claim."""
    claim: str | None = None
    """Of a review: the id of its claim."""
    identity: Literal['named', 'anonymous', 'unspecified'] | None = None
    """Of a source."""
    tags: tuple[str, ...] | None = None
    """Of a claim, if it has any."""


@dataclass(frozen=True)
class Summary:
    """How many records of each kind are listed."""

    claims: int
    documents: int
    reviews: int
    sources: int


@dataclass(frozen=True)
class List:
    """Which records there are."""

    records: tuple[Record, ...]
    """In order of kind, then of id."""
    summary: Summary
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
