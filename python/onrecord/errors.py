"""What can go wrong."""

from onrecord.results.check import Diagnostic


class OnrecordError(Exception):
    """Everything that this package raises."""


class ProgramError(OnrecordError):
    """The program could not do what was asked: wrong arguments, nothing to read, no such record."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
        """The exit status of the program."""


class ArgumentError(OnrecordError, ValueError):
    """What was passed to a function cannot be meant, so nothing was run."""


class MissingLibraryError(OnrecordError, ImportError):
    """A function needs a library that this package does not bring along, and it is not installed."""

    def __init__(self, function: str, libraries: tuple[str, ...]) -> None:
        install = " or ".join(f"`pip install {library}`" for library in libraries)
        super().__init__(f"`{function}` needs {' or '.join(libraries)}, which is not installed: {install}")
        self.libraries = libraries
        """The libraries, any one of which is enough."""


class ClaimFilesError(OnrecordError):
    """The claim files have errors, so what they say is incomplete. Pass `allow_errors=True` to get the rest."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        lines = [f"{found.path}:{found.line}:{found.column}: {found.message}" for found in diagnostics[:3]]
        if len(diagnostics) > len(lines):
            lines.append(f"and {len(diagnostics) - len(lines)} more")
        super().__init__("\n".join(lines))
        self.diagnostics = diagnostics
        """The errors, with their places, as `check` finds them."""
