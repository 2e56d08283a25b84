"""What of each list fits on the director's page, so that one page stays one page; the rest is counted."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from engine.finding_kinds import Trait, kind_of
from engine.model.readiness import Concern, Readiness
from engine.phrases import sentences
from engine.phrases.forms import sentence
from engine.rendering.views.shared import View

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


def first_of_each(readiness: Readiness, statements: Sequence[View], is_draft: bool) -> View:
    """The first rows of what stops it, of what is asserted and of who is late, each with what is said of the rest.

    statements: the rows of the table, as they are printed.
    """
    graver = [concern for concern in readiness.asserted if not _is_of_strengths(concern)]
    lists = {"blockers": readiness.blockers, "late": tuple(map(_shortened, readiness.late)), "asserted": tuple(graver)}
    shown = _fitting(lists, _room(readiness, statements, is_draft))
    of_lists: dict[str, View] = {
        name: {
            "rows": [_view(concern) for concern in concerns[: shown[name]]],
            "more": _rest(name, len(concerns) - shown[name], readiness),
        }
        for name, concerns in lists.items()
    }
    return of_lists | {"left_out": _left_out(readiness.left_out)}


def of_less_evidence(readiness: Readiness) -> str:
    """How many strengths have too few kinds of evidence; empty where none has."""
    few = readiness.less_evidence
    return f"{sentence(sentences.LESS_EVIDENCE(few))}." if few else ""


def of_unjudged(readiness: Readiness) -> str:
    """What is not known of strengths; empty where each is judged."""
    if not readiness.unjudged:
        return ""
    return f"{sentence(sentences.NOT_JUDGED(readiness.unjudged))}: of some of the evidence, nobody has told the kind."


def _rest(name: str, more: int, readiness: Readiness) -> str:
    told = [f"{sentences.NOT_SHOWN(more)}: see readiness.html."] if more else []
    if name == "asserted":  # those that have some evidence: the table of the statements counts them
        told += [of_less_evidence(readiness)] if readiness.less_evidence else []
        told += [of_unjudged(readiness)] if readiness.unjudged else []
    if name == "late" and readiness.to_come:
        told.append(f"{sentence(sentences.OWE_SOMETHING(len(readiness.to_come)))}: see readiness.html.")
    return " ".join(told)


def _left_out(concerns: Sequence[Concern]) -> str:
    """What there is nothing of, in one line; empty where there is something of everything."""
    nothing = " ".join(f"{concern.text.partition('. ')[0].rstrip('.')}." for concern in concerns)
    return f"{nothing} A final edition leaves out what would tell of it: see readiness.html." if concerns else ""


def _room(readiness: Readiness, statements: Sequence[View], is_draft: bool) -> float:
    """How many lines the lists may take."""
    higher = sum(max(0, max(_lines(row[cell], letters) for cell, letters in _CELLS) - 2) for row in statements)
    return (
        _LINES
        - _SMALL * higher
        - (2 if is_draft else 0)
        - (3 if readiness.blockers else 0)
        - 2 * bool(readiness.left_out)
    )


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
