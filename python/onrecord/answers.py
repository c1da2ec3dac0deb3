"""One function for each answer of the program."""

import json
from collections.abc import Iterable
from typing import Literal, TypeVar

from onrecord.errors import ArgumentError
from onrecord.program import Paths, Progress, StrPath, run
from onrecord.read import read
from onrecord.results.check import Check
from onrecord.results.diff import Diff
from onrecord.results.draft import Draft
from onrecord.results.impact import Impact
from onrecord.results.list import List
from onrecord.results.rank import Rank
from onrecord.results.report import Report
from onrecord.results.todo import Todo
from onrecord.results.trace import Trace

T = TypeVar("T")
Basis = Literal["circular", "unsourced", "retracted", "anonymous", "outlet", "mixed", "named"]
Format = Literal["dot", "mermaid", "graphml", "gexf", "json", "csv", "prov-json", "turtle", "trig", "jsonld", "claimreview"]

CLAIMS = "claims"


def answer(
    kind: type[T], *words: str, paths: Paths, option: str | None = None, allow_errors: bool, progress: Progress | None
) -> T:
    arguments = [words[0], "--format", "json", *words[1:]]
    return read(kind, json.loads(run(arguments, paths=paths, option=option, allow_errors=allow_errors, progress=progress)))


def chosen(basis: Iterable[Basis], tag: str | None) -> list[str]:
    """Options that choose claims."""
    several = ",".join([basis] if isinstance(basis, str) else basis)
    return ([f"--basis={several}"] if several else []) + ([f"--tag={tag}"] if tag is not None else [])


def report(
    paths: Paths = CLAIMS,
    *,
    basis: Iterable[Basis] = (),
    tag: str | None = None,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Which claims rest on named sources, and which on anonymous ones."""
    return answer(Report, "report", *chosen(basis, tag), paths=paths, allow_errors=allow_errors, progress=progress)


def check(paths: Paths = CLAIMS, *, today: str | None = None, progress: Progress | None = None) -> Check:
    """What is wrong with claim files and with the sourcing in them. Errors are findings here, so they do not raise."""
    words = [f"--today={today}"] if today is not None else []
    return answer(Check, "check", *words, paths=paths, allow_errors=True, progress=progress)


def trace(
    claim: str,
    paths: Paths = CLAIMS,
    *,
    reverse: bool = False,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> Trace:
    """What a claim leads to, down to its sources; `reverse` for what rests on it."""
    words = ["--reverse"] if reverse else []
    return about(Trace, "trace", claim, words, paths=paths, allow_errors=allow_errors, progress=progress)


def impact(
    record: str, paths: Paths = CLAIMS, *, allow_errors: bool = False, progress: Progress | None = None
) -> Impact:
    """What falls and what is weakened if this source, claim or document is struck."""
    return about(Impact, "impact", record, [], paths=paths, allow_errors=allow_errors, progress=progress)


def about(
    kind: type[T],
    command: str,
    record: str,
    words: list[str],
    *,
    paths: Paths,
    allow_errors: bool,
    progress: Progress | None,
) -> T:
    """An answer on one record, whose id stands before the paths."""
    if record.startswith("-"):
        raise ArgumentError(f"not an id: {record}")
    return answer(kind, command, *words, record, paths=paths, allow_errors=allow_errors, progress=progress)


def rank(
    paths: Paths = CLAIMS,
    *,
    limit: int | None = None,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> Rank:
    """The sources by how many claims fall with them."""
    words = ["--rank", *([f"--limit={limit}"] if limit is not None else [])]
    return answer(Rank, "impact", *words, paths=paths, allow_errors=allow_errors, progress=progress)


def todo(
    paths: Paths = CLAIMS,
    *,
    limit: int | None = None,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> Todo:
    """What a fact-checking run should look at first, and why."""
    words = [f"--limit={limit}"] if limit is not None else []
    return answer(Todo, "todo", *words, paths=paths, allow_errors=allow_errors, progress=progress)


def list_records(paths: Paths = CLAIMS, *, allow_errors: bool = False, progress: Progress | None = None) -> List:
    """Every record, with the basis of claims and the identity of sources."""
    # A folder that is called like a kind of record would be taken for that kind.
    return answer(List, "list", paths=paths, option="--path", allow_errors=allow_errors, progress=progress)


def diff(old: StrPath, new: StrPath = CLAIMS, *, progress: Progress | None = None) -> Diff:
    """What changed between two corpora or two manifests of runs."""
    return answer(Diff, "diff", paths=[old, new], allow_errors=True, progress=progress)


def draft(article: StrPath, *, progress: Progress | None = None) -> Draft:
    """Who says what in a saved article. Nothing is written."""
    return answer(Draft, "draft", paths=article, allow_errors=False, progress=progress)


def export(
    format: Format,
    paths: Paths = CLAIMS,
    *,
    basis: Iterable[Basis] = (),
    tag: str | None = None,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> str:
    """The graph in a format for other tools."""
    words = ["export", "--format", format, *chosen(basis, tag)]
    return run(words, paths=paths, allow_errors=allow_errors, progress=progress)
