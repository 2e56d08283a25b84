"""What can be wrong with a PDF that says of itself that it is for screen readers and for archives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Standard(StrEnum):
    """What a PDF may claim to follow, as people call it."""

    SCREEN_READERS = "PDF/UA-1"
    ARCHIVES = "PDF/A-2b"


BOTH = frozenset(Standard)
_READ, _KEPT = frozenset({Standard.SCREEN_READERS}), frozenset({Standard.ARCHIVES})


class Flaw(StrEnum):
    """One kind of it, in words that say what is wrong."""

    NO_STRUCTURE = "it has no structure, so a screen reader finds no headings, lists or tables"
    NOT_IN_STRUCTURE = "text or a picture stands outside the structure, so a screen reader passes over it"
    LOST_PART = "text belongs to a part of the structure that is not there, so a screen reader passes over it"
    UNKNOWN_ROLE = "a part of the structure is of a kind that no reader knows"
    MISPLACED_PART = "a part of a table or list stands outside its table or list"
    SKIPPED_LEVEL = "a heading is more than one level below the heading before it"
    NO_HEADING = "none of its headings is one to a screen reader"
    SILENT_FIGURE = "a picture has no alternative text"
    NAMELESS_NOTE = "a footnote has no id of its own"
    SILENT_ANNOTATION = "a link or field has no words for a screen reader"
    LOOSE_ANNOTATION = "a link or field stands outside the structure"
    DIVIDED_LINK = "a link is several links to a screen reader"
    NO_ROW_HEADINGS = "the rows of a table have no headings"
    LEADS_NOWHERE = "a link leads nowhere"
    TAB_ORDER = "the Tab key does not go through a page in reading order"
    HIDDEN_ANNOTATION = "a link or field would not be printed"
    FORBIDDEN_ACTION = "a link would start something instead of opening a page"
    NO_APPEARANCE = "a field does not say how it looks"
    FONT_NOT_EMBEDDED = "a font is not embedded, so that letters look different elsewhere"
    UNREADABLE_LETTERS = "letters are printed of which nothing says which ones they are"
    EMPTY_BOX = "a character is printed as an empty box, since no font of this machine has it"
    NO_LANGUAGE = "it does not say in which language it is"
    NO_TITLE = "it does not show its title, or tells two different ones"
    NO_METADATA = "what it says of itself cannot be read"
    NO_COLOUR_PROFILE = "it does not say what its colours mean"
    NO_CLAIM = "it does not say which standards it follows"
    UNREADABLE = "it cannot be looked through"

    @property
    def breaks(self) -> frozenset[Standard]:
        """The standards that do not hold with it."""
        return _KEPT if self in _ARCHIVES_ALONE else BOTH if self in _BOTH_KINDS else _READ

    @property
    def mended(self) -> Mended:
        """What most likely mends it."""
        return _MENDED.get(self, Mended.BY_ANOTHER_OFFICE)


class Mended(Enum):
    """What mends a flaw."""

    BY_ANOTHER_FONT = auto()
    IN_THE_TEMPLATE = auto()
    BY_ANOTHER_OFFICE = auto()


_MENDED = {
    Flaw.EMPTY_BOX: Mended.BY_ANOTHER_FONT,
    Flaw.SILENT_FIGURE: Mended.IN_THE_TEMPLATE,
    Flaw.SKIPPED_LEVEL: Mended.IN_THE_TEMPLATE,
    Flaw.LEADS_NOWHERE: Mended.IN_THE_TEMPLATE,
}
_ARCHIVES_ALONE = {Flaw.HIDDEN_ANNOTATION, Flaw.FORBIDDEN_ACTION, Flaw.NO_APPEARANCE, Flaw.NO_COLOUR_PROFILE}
_BOTH_KINDS = {
    Flaw.FONT_NOT_EMBEDDED,
    Flaw.EMPTY_BOX,
    Flaw.NO_TITLE,
    Flaw.NO_METADATA,
    Flaw.NO_CLAIM,
    Flaw.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class ClaimDoubt:
    """A flaw of a PDF: how often it was found, and on which page, from 1, first; 0 where it is of the whole file."""

    flaw: Flaw
    times: int
    page: int


Seen = tuple[Flaw, int]
"""A flaw and its page, 0 where it is of the whole file."""


def doubts_of(seen: Iterable[Seen]) -> tuple[ClaimDoubt, ...]:
    """What was seen, each kind once, in the order of Flaw."""
    pages: dict[Flaw, list[int]] = {}
    for flaw, page in seen:
        pages.setdefault(flaw, []).append(page)
    return tuple(ClaimDoubt(flaw, len(pages[flaw]), min(pages[flaw])) for flaw in Flaw if flaw in pages)


def broken(doubts: Iterable[ClaimDoubt]) -> frozenset[Standard]:
    """The standards that do not hold."""
    return frozenset(standard for doubt in doubts for standard in doubt.flaw.breaks)
