"""The files that lie in inputs/evidence/: what they are called, what they say, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.findings import Finding, Place

EVIDENCE_FILES = "evidence/"
"""Where they lie in inputs/. Of a file that came: from what it is, where it is of no group and no form."""


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """A file of the evidence. name: its path within inputs/evidence/, folders with a forward slash between."""

    path: Path
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class FilesAtHand:
    """Every file that may be opened, by name. findings: what lies there and may not be."""

    files: tuple[FileAtHand, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MatchedFiles:
    """Which file is which document's. by_document: by its reference, none where there is no file.

    files: all that lie there. findings: what is no document's, what could be one of several, and what a row names and
    is not there.
    """

    by_document: Mapping[str, tuple[FileAtHand, ...]]
    files: tuple[FileAtHand, ...]
    findings: tuple[Finding, ...]

    def refs_of(self, file: FileAtHand) -> tuple[str, ...]:
        """The references of the documents that a file is; none where it is no document's."""
        return tuple(ref for ref, files in self.by_document.items() if file in files)


NO_FILES = MatchedFiles({}, (), ())
"""Of a workspace that has none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a file. where: the page, sheet, heading or lines on which they stand, as one would say it."""

    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """What a file says. pages, sheets: how many it has; 0 where its kind has none, or it does not say.

    saved: the day on which it was saved last, as the file itself says; None where it does not. is_searched: whether
    penholder reads words of its kind. is_cut: whether it has more of them than are looked through.
    """

    pages: int = 0
    sheets: int = 0
    saved: date | None = None
    passages: tuple[Passage, ...] = ()
    is_searched: bool = True
    is_cut: bool = False

    @property
    def has_words(self) -> bool:
        """Whether there is anything in it that a search could find."""
        return any(passage.text.strip() for passage in self.passages)


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Where words that were asked for stand. file: the SHA-256 of the file; excerpt: the words around them."""

    file: str
    where: str
    excerpt: str
