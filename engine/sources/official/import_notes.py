"""What is told of a workbook while it is read: each irregularity, what stood there and what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.findings import Finding, Place, info, warning
from engine.phrases import nouns
from engine.sources.official.pages import PrintedLine


@dataclass(slots=True)
class ImportNotes:
    """Collects findings about one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def irregular(self, where: str, printed: str, made: str, about: str = "") -> None:
        """Something is not printed as elsewhere, and was understood all the same."""
        message = f'Printed: "{short(printed)}". {made}'
        self.findings.append(info("I-34", Place(self.file, where), message, about=about))

    def left_out(self, where: str, printed: str, reason: str, about: str = "") -> None:
        """Something in a table that is no part of the wording."""
        message = f'"{short(printed)}" was left out: {reason}.'
        self.findings.append(info("I-36", Place(self.file, where), message, about=about))

    def not_taken(self, heading: str, lines: Sequence[PrintedLine]) -> None:
        """Lines that belong to no part of the wording: an introduction, a note to the reader."""
        told = nouns.LINE.figure(len(lines))
        begins = f'{told} for the reader alone, from "{short(lines[0].text)}"'
        message = f'Under "{short(heading)}", {begins}. Not taken over.'
        self.findings.append(info("I-36", Place(self.file, lines[0].where), message))

    def missing(self, what: str, about: str = "") -> None:
        """A part the file does not have, so that the framework in use keeps its own."""
        message = f"{what} was not found. The wording in use stays."
        fix = "If the file should have it, look whether its heading was changed; then import again."
        self.findings.append(warning("I-31", Place(self.file), message, fix, about))


def short(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= 90 else f"{text[:88].rstrip()} …"
