"""decisions.yaml as rulings, and which of them a run made use of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from engine.findings import Finding, Place, warning
from engine.model.decisions import Decisions, FileRuling, Ground, RatingRuling, RowRuling, SheetRuling
from engine.model.framework import Framework, Rating
from engine.model.questions import Question
from engine.model.record import Checked
from engine.model.returned import Row
from engine.model.vocabulary import IGNORED, LOCAL, Vocabulary
from engine.plain_words import folded

Ruling = RatingRuling | RowRuling | FileRuling | SheetRuling
R = TypeVar("R", bound=Ruling)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def transcribe_decisions(checked: Checked, framework: Framework, words: Vocabulary) -> Decisions:
    """The rulings that are whole; what is wrong with others was said when they were checked."""
    return Decisions(
        ratings=tuple(_rating(row, ground, framework, words) for row, ground in _rulings(checked, "ratings")),
        rows=tuple(_row(row, ground, words) for row, ground in _rulings(checked, "rows")),
        files=tuple(_file(row, ground, words) for row, ground in _rulings(checked, "files")),
        sheets=tuple(
            SheetRuling(file=_name(row), sheet=row["sheet"], use=row["use"], ground=ground)
            for row, ground in _rulings(checked, "sheets")
        ),
    )


_NEEDED = {
    "ratings": {"group", "item", "rating", "who", "when", "why"},
    "rows": {"file", "as", "who", "when", "why"},
    "files": {"file", "use", "who", "when", "why"},
    "sheets": {"file", "sheet", "use", "who", "when", "why"},
}


def _rulings(checked: Checked, kind: str) -> Iterator[tuple[dict[str, Any], Ground]]:
    for index, row in enumerate(checked.values.get(kind) or ()):
        if row and row.keys() >= _NEEDED[kind]:
            yield row, Ground(who=row["who"], when=row["when"], why=row["why"], place=checked.place(kind, index))


def _rating(row: dict[str, Any], ground: Ground, framework: Framework, words: Vocabulary) -> RatingRuling:
    name = words.find("ruled rating", row["rating"]) or ""
    rating: Rating | None = framework.rating_by_name.get(name)
    group, item = words.find("group", row["group"]), words.find("checklist item", row["item"])
    return RatingRuling(group=group or "", item=item or "", rating=rating, ground=ground)


def _row(row: dict[str, Any], ground: Ground, words: Vocabulary) -> RowRuling:
    ruled = words.find("ruled row", row["as"]) or IGNORED
    item = "" if ruled in (LOCAL, IGNORED) else ruled
    return RowRuling(
        file=_name(row),
        text=row.get("text", ""),
        where=row.get("place", ""),
        item=item,
        ignored=ruled == IGNORED,
        ground=ground,
    )


def _file(row: dict[str, Any], ground: Ground, words: Vocabulary) -> FileRuling:
    return FileRuling(
        file=_name(row), group=words.find("group", row.get("group", "")) or "", use=row["use"], ground=ground
    )


def _name(row: dict[str, Any]) -> str:
    return PurePosixPath(row["file"]).name


def _same_row(where: str, row: Row) -> bool:
    """Whether a cell, such as Safeguarding!B19, stands in the row."""
    sheet, _, cell = where.rpartition("!")
    return sheet == row.sheet and cell.lstrip(_LETTERS) == row.text_place.where.rpartition("!")[2].lstrip(_LETTERS)


class Rulings:
    """The decisions while they are made use of; it remembers which ones were needed, and what is still to be ruled."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._used: set[Place] = set()
        self.questions: list[Question] = []
        """What a ruling could settle, and none does."""

    def rating(self, group: str, item: str) -> RatingRuling | None:
        """The ruling on one group's conflict, if there is one."""
        found = next((r for r in self._decisions.ratings if (r.group, r.item) == (group, item)), None)
        return self._taken(found)

    def row(self, row: Row) -> RowRuling | None:
        """The ruling on a row, found by its words, or by its cell where the ruling gives no words."""
        for ruling in self._decisions.rows:
            same = folded(ruling.text) == folded(row.text) if ruling.text else _same_row(ruling.where, row)
            if ruling.file == PurePosixPath(row.place.file).name and same:
                return self._taken(ruling)
        return None

    def file(self, file: str) -> FileRuling | None:
        """The ruling on a file."""
        name = PurePosixPath(file).name
        return self._taken(next((r for r in self._decisions.files if r.file == name), None))

    def counts(self, row: Row) -> bool:
        """False for a row of a sheet that was ruled out."""
        name = PurePosixPath(row.place.file).name
        found = next((r for r in self._decisions.sheets if (r.file, r.sheet) == (name, row.sheet)), None)
        self._taken(found)
        return found is None or found.use

    def not_needed(self) -> Iterator[Finding]:
        """I-29 for each ruling that settled nothing in this run."""
        decisions = self._decisions
        every: tuple[Ruling, ...] = (*decisions.ratings, *decisions.rows, *decisions.files, *decisions.sheets)
        for ground in (ruling.ground for ruling in every):
            if ground.place not in self._used:
                message = "This ruling settles nothing: the checklists are clear without it, or have no such row."
                yield warning("I-29", ground.place, message, "Check its spelling, or take it out.")

    def _taken(self, ruling: R | None) -> R | None:
        if ruling is not None:
            self._used.add(ruling.ground.place)
        return ruling
