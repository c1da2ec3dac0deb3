"""What `onrecord draft` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Account:
    """What was found and what was not."""

    denied: int
    """How many of both the text denies, doubts or only supposes."""
    is_read: bool
    """Whether there are rules for the language. Without them nothing was looked for."""
    known: int
    """How many of both are in no draft, because the corpus has claims with their quotes from the same
    document."""
    lacking: tuple[str, ...]
    """The claims with a quote from this document, or from another copy of its page, that this copy does
    not have: perhaps the page was corrected."""
    likely: int
    paragraphs_without_attribution: int
    quotations_without_attribution: int
    sure: int


@dataclass(frozen=True)
class Attribution:
    """Somebody's words or view."""

    content: tuple[Words, ...]
    """What is said, in one or more parts."""
    cue: Words | None
    """The words that give the content to the source."""
    is_denied: bool
    """Whether the words around it deny it, doubt it, refuse it or only suppose it: then the source does
    not say it."""
    kind: Literal['direct', 'indirect', 'mixed']
    """Whether it is in the words of the source."""
    pattern: str
    """How it was found."""
    relays: int | None
    """The number, from 0, of the attribution that this one passes on."""
    source: Words | None
    """The words for the source."""
    tier: Literal['sure', 'likely']
    """Whether its pattern was right nine times in ten when it was measured."""
    voice: str | None
    """The id of the source in `sources`."""


@dataclass(frozen=True)
class Place:
    """From the first character to one past the last."""

    end: int
    start: int


@dataclass(frozen=True)
class Source:
    """Somebody who says something."""

    candidates: tuple[str, ...]
    """The ids of whom it may be; it is never put together with them."""
    id: str
    identity: Literal['named', 'anonymous', 'unspecified', 'unresolved']
    kind: Literal['person', 'organization', 'outlet', 'document'] | None
    label: str
    """The fullest of its mentions."""
    mentions: tuple[Place, ...]
    """Where attributions name it."""
    reason: str | None
    """Why it is not named, in the words of the text."""


@dataclass(frozen=True)
class Words:
    """A place and the words there."""

    end: int
    start: int
    text: str


@dataclass(frozen=True)
class Draft:
    """Who says what in a text. All places are in Unicode characters of `text`."""

    account: Account
    attributions: tuple[Attribution, ...]
    document: str | None
    """The id of the document whose copy it is."""
    language: str | None
    """The language of the text, if it is known."""
    language_from: Literal['text', 'page', 'words'] | None
    """What shows the language: the letters of the text, what its page says, or small words such as
    "the"."""
    loose_quotations: tuple[Words, ...]
    """The quotations, in their marks, that are in no attribution."""
    paragraphs: tuple[Place, ...]
    sources: tuple[Source, ...]
    text: str
    """All of it, as people see it."""
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
