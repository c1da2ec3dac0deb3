"""Finds the program and runs it."""

import json
import os
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from onrecord.errors import ArgumentError, ClaimFilesError, ProgramError
from onrecord.read import read
from onrecord.results.check import Check, Diagnostic

StrPath = str | os.PathLike[str]
Paths = StrPath | Sequence[StrPath]
Progress = Callable[[str, float], None]

TICK = 0.5


def find() -> Path:
    """The program that was installed with this package; `ONRECORD` names another one."""
    if chosen := os.environ.get("ONRECORD"):
        return Path(chosen)
    name = "onrecord.exe" if sys.platform == "win32" else "onrecord"
    user = sysconfig.get_preferred_scheme("user")
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", user), str(Path(sys.prefix, "bin"))]
    for folder in folders:
        if (program := Path(folder, name)).is_file():
            return program
    raise ProgramError(f"the program onrecord is not in {', '.join(folders)}: install the package again", 2)


def version() -> str:
    """The version of the program."""
    return run(["--version"]).split()[-1]


def given(paths: Paths, option: str | None) -> list[str]:
    """The paths as arguments that cannot be taken for options, or each behind an option where the program takes other words, too."""
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    if not several or not all(several):
        raise ArgumentError("no path was passed: a pattern may have matched nothing")
    if option:
        return [f"{option}={os.fspath(path)}" for path in several]
    return ["--", *(os.fspath(path) for path in several)]


def run(
    arguments: Iterable[str],
    *,
    allow_errors: bool = True,
    paths: Paths | None = None,
    option: str | None = None,
    progress: Progress | None = None,
) -> str:
    """What the program prints. Status 1 means that the claim files have errors; the answer is there all the same."""
    words = list(arguments)
    command = [str(find()), *words, *(given(paths, option) if paths is not None else [])]
    with Ticking(words[0], progress):
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode not in (0, 1) or (done.returncode == 1 and not done.stdout):
        said = done.stderr.decode(errors="replace").strip()
        raise ProgramError(last_message(said), done.returncode)
    if done.returncode == 1 and not allow_errors:
        raise ClaimFilesError(errors_in(paths))
    return done.stdout.decode()


def last_message(said: str) -> str:
    """The program says last what stopped it, behind what it found in the files."""
    head, mark, tail = said.rpartition("onrecord: ")
    return tail if mark else head or said or "the program stopped without a word"


def errors_in(paths: Paths | None) -> tuple[Diagnostic, ...]:
    found = read(Check, json.loads(run(["check", "--format", "json"], paths=paths)))
    return tuple(diagnostic for diagnostic in found.diagnostics if diagnostic.level == "error")


class Ticking:
    """Calls back twice a second with what runs and for how long it has, until it ends."""

    def __init__(self, what: str, progress: Progress | None) -> None:
        self.what, self.progress = what, progress
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.tick, daemon=True)

    def tick(self) -> None:
        passed = 0.0
        while not self.ended.wait(TICK):
            passed += TICK
            if self.progress:
                self.progress(self.what, passed)

    def __enter__(self) -> None:
        if self.progress:
            self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        if self.progress:
            self.thread.join()
