"""What `onrecord todo` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Change:
    """A record that has changed."""

    fields: tuple[str, ...]
    id: str
    links: int | None
    """How far down it is; 0 is the claim itself, null what is gone."""
    what: Literal['changed', 'new', 'gone']


@dataclass(frozen=True)
class Item:
    """A claim to look at."""

    basis: Literal['circular', 'unsourced', 'retracted', 'anonymous', 'outlet', 'mixed', 'named']
    changes: tuple[Change, ...] | None
    """What has changed beneath its latest stale review, where that is known; looked for in the first
    100 claims."""
    dependents: int
    """How many other claims rest on it; 500 means 500 or more."""
    id: str
    review: Literal['current', 'unreviewed', 'expired', 'stale', 'conflicting']
    reviews: tuple[Review, ...]
    """The reviews that put it on the list, the latest first."""
    statement: str


@dataclass(frozen=True)
class Review:
    """Part of what `onrecord todo` gives."""

    expires: str | None
    id: str
    verdict: str


@dataclass(frozen=True)
class Summary:
    """How many claims there are, and how many are on the list for which reason."""

    claims: int
    conflicting: int
    expired: int
    stale: int
    todo: int
    unreviewed: int


@dataclass(frozen=True)
class Todo:
    """What a fact-checking run should look at first, and why."""

    summary: Summary
    todo: tuple[Item, ...]
    """The most useful first."""
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
