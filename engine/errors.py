"""Why a run had to stop. Each says so in a sentence for the user and carries the exit code of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from engine.escapes import escaped
from engine.findings import Finding


class PenholderError(Exception):
    """The root of everything penholder raises on purpose."""

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        self.message = escaped(message)
        super().__init__(self.message)
        self.findings = tuple(findings)


class UsageError(PenholderError):
    """The command was asked for something that makes no sense here."""

    exit_code = 2


class StoppedError(PenholderError):
    """Somebody wished it to stop. Nothing is left half made."""

    exit_code = 2


class InputError(PenholderError):
    """The inputs have errors, and what was asked for cannot be done with them."""

    exit_code = 3


class UnnamedColumnError(InputError):
    """A table has no column of a name that is known. headings: what its columns are called, to choose one of them."""

    def __init__(self, message: str, findings: Sequence[Finding], headings: Sequence[str]) -> None:
        super().__init__(message, findings)
        self.headings = tuple(headings)


class TemplateError(PenholderError):
    """A Word template has errors."""

    exit_code = 4


class ConversionError(PenholderError):
    """A Word document could not be turned into a sound PDF."""

    exit_code = 5


class SigningError(PenholderError):
    """What was issued or signed cannot be proven."""

    exit_code = 6
