"""What `onrecord impact` gives as JSON. Made from its schema: see generate.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Impact:
    """What falls and what is weakened when a source, a document or a claim is struck."""

    falls: tuple[str, ...]
    """Ids of the claims that have no live support chain left."""
    id: str
    """What is struck."""
    version: Literal[1]
    """Raised when a field changes its meaning or goes away."""
    weakened: tuple[str, ...]
    """Ids of the claims that lose some chains and keep others."""
