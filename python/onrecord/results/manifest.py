"""What `onrecord manifest` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Claim:
    """Ids and digests have nothing to escape, and are read where they stand."""

    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']
    digest: str
    """Of its record."""
    fields: str
    """Short digests of the fields of its record."""
    grounds: str
    """Of all that it rests on."""
    id: str
    independent_named_sources: int
    independent_sources: int
    on_the_record: bool
    rests_on: tuple[str, ...]
    """Ids of the records that it rests on directly."""
    review: Literal['current', 'unreviewed', 'expired', 'stale', 'conflicting']
    statement: str
    verdict: str | None = None
    """Absent without a valid review."""


@dataclass(frozen=True)
class Counts:
    """Part of what `onrecord manifest` gives."""

    anonymous: int
    circular: int
    claims: int
    conflicting: int
    current: int
    documents: int
    expired: int
    mixed: int
    named: int
    outlet: int
    retracted: int
    reviews: int
    sources: int
    stale: int
    unreviewed: int
    unsourced: int


@dataclass(frozen=True)
class Record:
    """A source or a document."""

    digest: str
    fields: str
    """Short digests of its fields."""
    id: str
    identity: Literal['named', 'anonymous', 'unspecified'] | None = None
    """Of a source."""


@dataclass(frozen=True)
class Manifest:
    """The state of every claim on a day, in canonical JSON (RFC 8785): the keys are in alphabetical
    order."""

    claims: tuple[Claim, ...]
    """In order of id, like sources and documents."""
    counts: Counts
    date: str
    """The day of the run."""
    digest: str
    """Of the manifest without this field."""
    documents: tuple[Record, ...]
    sources: tuple[Record, ...]
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
