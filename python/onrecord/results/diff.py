"""What `onrecord diff` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Because:
    """The nearest changes that explain it."""

    changes: tuple[Cause, ...]
    truncated: bool
    """Whether there are more."""


@dataclass(frozen=True)
class Cause:
    """A record that has changed."""

    fields: tuple[str, ...]
    id: str
    identity: CauseIdentity | None
    """What was, and what is."""
    kind: Literal['claim', 'source', 'document']
    links: int
    """How far down it is; 0 is the claim itself."""
    what: Literal['added', 'removed', 'changed', 'renamed']
    old_id: str | None = None
    """The id that it had before, if it has another one now."""


@dataclass(frozen=True)
class CauseIdentity:
    """What was, and what is."""

    new: Literal['named', 'anonymous', 'unspecified'] | None
    old: Literal['named', 'anonymous', 'unspecified'] | None


@dataclass(frozen=True)
class Change:
    """A record that has changed."""

    fields: tuple[str, ...]
    id: str
    identity: ChangeIdentity | None
    """What was, and what is."""
    kind: Literal['claim', 'source', 'document']
    what: Literal['added', 'removed', 'changed', 'renamed']
    old_id: str | None = None
    """The id that it had before, if it has another one now."""


@dataclass(frozen=True)
class ChangeIdentity:
    """What was, and what is."""

    new: Literal['named', 'anonymous', 'unspecified'] | None
    old: Literal['named', 'anonymous', 'unspecified'] | None


@dataclass(frozen=True)
class Claim:
    """Part of what `onrecord diff` gives."""

    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']
    id: str
    independent_named_sources: int
    """3 means three or more."""
    independent_sources: int
    """3 means three or more."""
    on_the_record: bool
    review: Literal['current', 'unreviewed', 'expired', 'stale', 'conflicting']
    statement: str
    verdict: str | None


@dataclass(frozen=True)
class Moved:
    """Part of what `onrecord diff` gives."""

    basis: MovedBasis
    """What was, and what is."""
    because: Because
    id: str
    independent_named_sources: MovedIndependentNamedSources
    """What was, and what is."""
    independent_sources: MovedIndependentSources
    """What was, and what is."""
    on_the_record: MovedOnTheRecord
    """What was, and what is."""
    statement: str
    weaker: bool


@dataclass(frozen=True)
class MovedBasis:
    """What was, and what is."""

    new: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']
    old: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']


@dataclass(frozen=True)
class MovedIndependentNamedSources:
    """What was, and what is."""

    new: int
    old: int


@dataclass(frozen=True)
class MovedIndependentSources:
    """What was, and what is."""

    new: int
    old: int


@dataclass(frozen=True)
class MovedOnTheRecord:
    """What was, and what is."""

    new: bool
    old: bool


@dataclass(frozen=True)
class Reworded:
    """Part of what `onrecord diff` gives."""

    id: str
    new: str
    old: str


@dataclass(frozen=True)
class Side:
    """One of the two that are compared."""

    claims: int
    date: str
    documents: int
    reviews: int
    sources: int


@dataclass(frozen=True)
class Summary:
    """How much has changed."""

    added: int
    changed: bool
    moved: int
    new: Side
    old: Side
    records: int
    removed: int
    reviews: int
    reworded: int
    weaker: int


@dataclass(frozen=True)
class Turned:
    """Part of what `onrecord diff` gives."""

    because: Because
    id: str
    review: TurnedReview
    """What was, and what is."""
    statement: str
    verdict: TurnedVerdict
    """What was, and what is."""
    what: Literal['stale', 'expired', 'conflicting', 'unreviewed', 'reviewed', 'reviewed_again', 'verdict_changed']


@dataclass(frozen=True)
class TurnedReview:
    """What was, and what is."""

    new: Literal['current', 'unreviewed', 'expired', 'stale', 'conflicting']
    old: Literal['current', 'unreviewed', 'expired', 'stale', 'conflicting']


@dataclass(frozen=True)
class TurnedVerdict:
    """What was, and what is."""

    new: str | None
    old: str | None


@dataclass(frozen=True)
class Diff:
    """What has changed between two manifests or corpora."""

    added: tuple[Claim, ...]
    moved: tuple[Moved, ...]
    """Claims whose sourcing has changed."""
    records: tuple[Change, ...]
    """All records that have changed."""
    removed: tuple[Claim, ...]
    reviews: tuple[Turned, ...]
    """Claims whose reviews changed their status."""
    reworded: tuple[Reworded, ...]
    summary: Summary
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
