"""Which claims rest on named sources and which on anonymous ones.

Each function runs the program that comes with this package and gives its answer as typed, unchangeable values.

>>> import onrecord
>>> report = onrecord.report("claims")
>>> [claim.id for claim in report.claims if claim.basis == "anonymous"]
"""

from onrecord.answers import check, diff, draft, export, impact, list_records, rank, report, todo, trace
from onrecord.errors import ArgumentError, ClaimFilesError, MissingLibraryError, OnrecordError, ProgramError
from onrecord.frames import claims_frame
from onrecord.graphs import graph
from onrecord.program import version

__all__ = [
    "ArgumentError",
    "ClaimFilesError",
    "MissingLibraryError",
    "OnrecordError",
    "ProgramError",
    "check",
    "claims_frame",
    "diff",
    "draft",
    "export",
    "graph",
    "impact",
    "list_records",
    "rank",
    "report",
    "todo",
    "trace",
    "version",
]
