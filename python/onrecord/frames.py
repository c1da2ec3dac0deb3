"""Claims as a table of pandas or polars."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, overload

from onrecord.answers import CLAIMS, report
from onrecord.libraries import needed
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
    frames = needed("claims_frame", *([library] if library else LIBRARIES))
    claims = report(paths, allow_errors=allow_errors, progress=progress).claims
    rows = [{key: list(value) if isinstance(value, tuple) else value for key, value in asdict(claim).items()} for claim in claims]
    frame = frames.DataFrame(rows)
    return frame.set_index("id") if frames.__name__ == "pandas" else frame
