"""For whom a build is: people who still work on it, people who rely on it, or everyone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.phrases import sentences
from engine.phrases.forms import and_more

_NAMED = 3
"""So many files that changed are named."""


class Edition(StrEnum):
    """A draft always builds and says on every page what it is; the others are refused while errors stand.

    The public one is the report alone, with nothing in it that the council has not said may be published.
    """

    DRAFT = "draft"
    FINAL = "final"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The edition as it is printed."""
        return f"{self.value.capitalize()} edition"

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft."""
        return self is Edition.DRAFT


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: the whole edition, or a part of it.

    only: ids or names of the statements whose sheets to build. report_at_once: with them the report, laid out chapter
    by chapter, to be looked at until the whole is built.
    """

    edition: Edition
    with_pdf: bool = True
    only: tuple[str, ...] = ()
    report_at_once: bool = False

    @property
    def is_part(self) -> bool:
        """Whether the rest of the edition stays as it is."""
        return bool(self.only) or self.report_at_once


@dataclass(frozen=True, slots=True)
class Since:
    """What differs from an edition that was built before: paths of files, ids of statements with another text."""

    files: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """Which files changed, the first by name, and which statements have another text."""
        names = [path.rpartition("/")[2] for path in self.files]
        named = and_more(", ".join(names[:_NAMED]), len(names) - _NAMED)
        files = sentences.HAS_CHANGED(len(names), names=named)
        texts = f"; another text: {', '.join(self.statements)}" if self.statements else ""
        return f"{files}{texts}"
