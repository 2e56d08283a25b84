"""lenses.yaml as values. What is wrong with single ids was said when they were checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.model.lens import Lens, LensPart, Pointer
from engine.model.record import Checked, Path
from engine.model.vocabulary import Vocabulary


def transcribe_lenses(checked: Checked, words: Vocabulary) -> tuple[Lens, ...]:
    """The frames that have a title, with their parts that have a name."""
    return tuple(
        Lens(
            title=row["title"],
            source=row.get("source", ""),
            parts=tuple(_parts(checked, index, row.get("parts") or (), words)),
            place=checked.place("lenses", index),
        )
        for index, row in enumerate(checked.values.get("lenses") or ())
        if row and "title" in row
    )


def _parts(checked: Checked, lens: int, rows: Any, words: Vocabulary) -> Iterator[LensPart]:
    for index, row in enumerate(rows):
        if not row or "name" not in row:
            continue
        path: Path = ("lenses", lens, "parts", index)
        pointers = {
            field: tuple(
                Pointer((words.find(kind, entry) or entry) if kind else entry, checked.place(*path, field, number))
                for number, entry in enumerate(row.get(field) or ())
                if entry
            )
            for field, kind in (
                ("statements", "statement"),
                ("items", "checklist item"),
                ("actions", ""),
                ("figures", ""),
            )
        }
        yield LensPart(name=row["name"], place=checked.place(*path), **pointers)
