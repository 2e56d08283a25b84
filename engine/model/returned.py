"""A checklist file as it came back: rows, each with the item it was recognised as, before groups are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.findings import Place
from engine.model.roles import Comment, Internal


@dataclass(frozen=True, slots=True)
class Coercion:
    """A cell that was read as something it does not literally say."""

    place: Place
    was: Internal[str]
    read_as: Internal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNote:
    """Words on the sheet that names the group. label: what stands before them, empty for a line by itself."""

    label: Comment[str]
    words: Comment[str]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. items: the one it is about; several where nobody can be sure which; none for a row of the group's own.

    statement: the one its sheet or part of a sheet is about, where that is known. ratings: the names that are marked.
    unclear: what stands in a rating cell and is no rating. difference: how its wording differs from the item's.
    place: its rating cells; text_place: the cell with its words.
    """

    items: tuple[str, ...]
    statement: str
    text: str
    ratings: tuple[str, ...]
    unclear: tuple[str, ...]
    why: str
    have: str
    need: str
    difference: str
    place: Place
    text_place: Place

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.place.where.rpartition("!")[0]

    @property
    def contents(self) -> tuple[tuple[str, ...], tuple[str, ...], str, str, str]:
        """Everything somebody answered in it."""
        return self.ratings, self.unclear, self.why, self.have, self.need

    @property
    def is_marked(self) -> bool:
        """Whether anything stands in its rating cells."""
        return bool(self.ratings or self.unclear)

    @property
    def is_clear(self) -> bool:
        """Whether it carries one rating and nothing that is none."""
        return len(self.ratings) == 1 and not self.unclear

    @property
    def is_blank(self) -> bool:
        """Whether nobody answered anything in it."""
        return not any(self.contents)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedChecklist:
    """One file. group: what it says of its group; names: of the file and its sheets, which may name the group too.

    digest: of its bytes, to tell copies. refused: the sentence that says why it could not be read, else empty.
    """

    file: str
    group: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    coercions: tuple[Coercion, ...]
    digest: str
    saved: datetime | None
    refused: str
    group_place: Place
    notes: tuple[GroupNote, ...] = ()
    """What else stands on the sheet that names the group."""
