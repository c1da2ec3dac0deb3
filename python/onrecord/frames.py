"""Claims as a table of pandas or polars."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, overload

from onrecord.answers import CLAIMS, report
from onrecord.errors import OnrecordError
from onrecord.program import Paths, Progress

if TYPE_CHECKING:
    import pandas
    import polars

Library = Literal["pandas", "polars"]
LIBRARIES: tuple[Library, ...] = ("pandas", "polars")


@overload
def claims_frame(
    paths: Paths = ..., *, library: Literal["pandas"], allow_errors: bool = ..., progress: Progress | None = ...
) -> pandas.DataFrame: ...


@overload
def claims_frame(
    paths: Paths = ..., *, library: Literal["polars"], allow_errors: bool = ..., progress: Progress | None = ...
) -> polars.DataFrame: ...


@overload
def claims_frame(
    paths: Paths = ..., *, library: None = ..., allow_errors: bool = ..., progress: Progress | None = ...
) -> Any: ...


def claims_frame(
    paths: Paths = CLAIMS,
    *,
    library: Library | None = None,
    allow_errors: bool = False,
    progress: Progress | None = None,
) -> Any:
    """A row for each claim of the report, in the library that is installed: pandas first, then polars."""
    chosen = library or next((name for name in LIBRARIES if find_spec(name)), None)
    if chosen is None:
        raise OnrecordError("neither pandas nor polars is installed")
    claims = report(paths, allow_errors=allow_errors, progress=progress).claims
    rows = [{key: list(value) if isinstance(value, tuple) else value for key, value in asdict(claim).items()} for claim in claims]
    frames = import_module(chosen)
    return frames.DataFrame(rows).set_index("id") if chosen == "pandas" else frames.DataFrame(rows)
