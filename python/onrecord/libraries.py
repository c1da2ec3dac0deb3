"""Libraries that only some functions need."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from onrecord.errors import MissingLibraryError


def needed(function: str, *libraries: str) -> Any:
    """The first of some libraries that is installed."""
    for library in libraries:
        if find_spec(library):
            return import_module(library)
    raise MissingLibraryError(function, libraries)
