"""What `onrecord check` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Diagnostic:
    """A finding."""

    about: tuple[str, ...]
    """The ids of the records it is about."""
    level: Literal['error', 'warning', 'note']
    message: str
    """One sentence."""
    path: str
    rule: str
    """The name of the rule that found it."""
    column: int | None = None
    end_column: int | None = None
    end_line: int | None = None
    fixes: tuple[Fix, ...] | None = None
    """What would put it right."""
    help: str | None = None
    """What to do about it."""
    line: int | None = None
    """From 1, as all lines and columns. Absent, like the other three, when a whole file or folder is
    meant."""
    outcome: str | None = None
    """Which of the things that the rule finds it is, if it finds several."""
    related: tuple[Related, ...] | None = None
    """Other places that belong to it."""


@dataclass(frozen=True)
class Edit:
    """Text in place of what is there; of an empty range, text that is added."""

    column: int
    end_column: int
    end_line: int
    line: int
    path: str
    text: str


@dataclass(frozen=True)
class Fix:
    """A way to put a finding right."""

    edits: tuple[Edit, ...]
    safe: bool
    """Whether `check --fix` applies it."""
    title: str


@dataclass(frozen=True)
class Lowered:
    """Part of what `onrecord check` gives."""

    level: Literal['error', 'warning', 'note']
    rule: str


@dataclass(frozen=True)
class Narrowed:
    """What a configuration inside the checked tree asks less of."""

    by: str
    """The path of the configuration."""
    lowered: tuple[Lowered, ...]
    """Rules with a lower level than usual."""
    off: tuple[str, ...]
    """Rules that are switched off."""
    independent_sources: int | None = None


@dataclass(frozen=True)
class Quote:
    """What came of looking for a quote."""

    claim: str
    """The id of the claim."""
    column: int
    document: str
    """The id of the document."""
    end_column: int
    end_line: int
    line: int
    outcome: Literal['exact', 'typographic', 'elided', 'altered', 'absent', 'unchecked']
    path: str
    text_by: str | None = None
    """What made the text that was searched, if the record says so."""


@dataclass(frozen=True)
class Quotes:
    """How many quotes there are of each outcome."""

    absent: int
    altered: int
    elided: int
    exact: int
    typographic: int
    unchecked: int


@dataclass(frozen=True)
class Related:
    """Another place that belongs to a finding."""

    column: int
    end_column: int
    end_line: int
    line: int
    message: str
    """Why it belongs to it."""
    path: str


@dataclass(frozen=True)
class Summary:
    """How much was checked, and how much was found."""

    errors: int
    files: int
    notes: int
    records: int
    rules: int
    waived: int
    """How many findings waivers cover."""
    warnings: int
    hidden: int | None = None
    """How many of these are not among the diagnostics because of `--level` or `--only`. Absent if there
    are none."""
    narrowed: Narrowed | None = None
    """Absent unless a configuration inside the checked tree requires less than usual."""
    quotes: Quotes | None = None
    """Absent if there are no quotes."""
    waived_by_rule: dict[str, int] | None = None
    """The same, by rule. Absent if there are none."""


@dataclass(frozen=True)
class Check:
    """What a check found."""

    diagnostics: tuple[Diagnostic, ...]
    """In order of path, line and column; those about a path that could not be read come last."""
    summary: Summary
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
    quotes: tuple[Quote, ...] | None = None
    """In order of claim. Absent if there are none."""
