"""What of each list fits on the director's page, so that one page stays one page; the rest is counted."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from engine.finding_kinds import Trait, kind_of
from engine.model.readiness import Concern, Readiness
from engine.rendering.views.shared import View, counted

_TOP = 5
"""So many of each kind at most."""
_LONGEST = 110
"""So many letters of what one person owes."""
_IN_A_LINE = 80
_LINES = 6.5
"""Of all lists together, beneath a table whose rows take two lines each."""
_CELLS = (("name", 25), ("view", 20), ("people", 9), ("leaders", 9), ("verification", 11))
"""The cells of a row that may take more lines, and how many letters stand in one line of them."""
_SMALL = 0.65
"""How much of a line of a list a line of the table takes."""


def first_of_each(readiness: Readiness, statements: Sequence[View], is_draft: bool) -> dict[str, View]:
    """The first rows of what stops it, of what is asserted and of who is late, each with what is said of the rest.

    statements: the rows of the table, as they are printed.
    """
    graver = [concern for concern in readiness.asserted if not _is_of_strengths(concern)]
    lists = {"blockers": readiness.blockers, "late": tuple(map(_shortened, readiness.late)), "asserted": tuple(graver)}
    shown = _fitting(lists, _room(readiness, statements, is_draft))
    return {
        name: {
            "rows": [_view(concern) for concern in concerns[: shown[name]]],
            "more": _rest(name, len(concerns) - shown[name], readiness),
        }
        for name, concerns in lists.items()
    }


def _rest(name: str, more: int, readiness: Readiness) -> str:
    told = [f"{more} more: see readiness.html."] if more else []
    if name == "asserted":  # those that have some evidence: the table of the statements counts them
        few = sum(map(_is_of_strengths, readiness.asserted))
        words = f"{counted(few, 'strength has', 'strengths have').capitalize()} fewer kinds of evidence than asked for."
        told += [words] if few else []
    if name == "late" and readiness.to_come:
        owing = counted(len(readiness.to_come), "person or group owes", "people or groups owe").capitalize()
        told.append(f"{owing} something that is not late: see readiness.html.")
    return " ".join(told)


def _room(readiness: Readiness, statements: Sequence[View], is_draft: bool) -> float:
    """How many lines the lists may take."""
    higher = sum(max(0, max(_lines(row[cell], letters) for cell, letters in _CELLS) - 2) for row in statements)
    return _LINES - _SMALL * higher - (2 if is_draft else 0) - (3 if readiness.blockers else 0)


def _fitting(lists: dict[str, tuple[Concern, ...]], room: float) -> dict[str, int]:
    """How many of each list are shown: one of each in any case, then in turn as long as there is room."""
    shown = dict.fromkeys(lists, 0)
    for turn in range(_TOP):
        for name, concerns in lists.items():
            if turn < len(concerns) and shown[name] == turn:
                room -= _lines(f"{concerns[turn].about}. {concerns[turn].text}", _IN_A_LINE)
                if turn and room < 0:
                    return shown
                shown[name] += 1
    return shown


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes, with so many letters in each."""
    return len(textwrap.wrap(text, letters))


def _shortened(concern: Concern) -> Concern:
    """Somebody with as much of what is owed as is read at a glance."""
    text = concern.text
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
    return Concern(concern.about, short, concern.place, concern.code)


def _is_of_strengths(concern: Concern) -> bool:
    return Trait.ABOUT_STRENGTHS in kind_of(concern.code).traits


def _view(concern: Concern) -> View:
    return {"about": concern.about, "text": concern.text, "place": concern.place, "code": concern.code}
