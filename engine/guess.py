"""What somebody probably meant by a name that there is none of: a guess that never leads to another kind of thing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_ID = re.compile(r"(.*[a-z])[ .-]*(\d+)", re.IGNORECASE)
"""D-001, LIB-01, safeguarding.07: what it counts, and its number."""


def meant(text: str, known: Iterable[str], others: Iterable[str] = (), least: float = 0.6) -> str | None:
    """The known name that is nearest to a text; None where none is near, or the text is rather another kind of thing.

    known: names of the kind that is asked for. others: names of other kinds, of which the text may be one. least: how
    alike they must be, of 1. An id stands for an id that counts the same: [F-001] never for [E-001], and 1 for 01.
    """
    plain, names = text.casefold(), list(known)
    counted = _ID.fullmatch(plain) if any(map(_ID.fullmatch, names)) else None
    if counted:
        names = [name for name in names if (found := _ID.fullmatch(name)) and _is_alike(counted, found)]
        same = [name for name in names if _number(name) == int(counted[2])]
        names = same or names
    else:
        names = [name for name in names if not _is_short_id(name)]
    near = difflib.get_close_matches(plain, {name.casefold(): name for name in names}, 1, least)
    if not near:
        return None
    if any(_ratio(plain, other.casefold()) > _ratio(plain, near[0]) for other in others):
        return None
    return next(name for name in names if name.casefold() == near[0])


def hint(guess: str | None) -> str:
    """The guess as a question; empty where there is none."""
    return f"Did you mean {guess}?" if guess else ""


def _is_alike(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two ids count the same thing: the same letters, or a long word but for a slip and the same number."""
    mine, theirs = one[1].rstrip(" .-"), other[1].casefold().rstrip(" .-")
    is_slip = len(mine) > _LETTERS and int(one[2]) == int(other[2]) and _ratio(mine, theirs) >= _SLIP
    return mine == theirs or is_slip


_LETTERS, _SLIP = 3, 0.8
"""Of an id of so few letters, D or LIB, each letter tells the kind."""


def _is_short_id(name: str) -> bool:
    found = _ID.fullmatch(name)
    return found is not None and len(found[1].rstrip(" .-")) <= _LETTERS


def _number(name: str) -> int:
    found = _ID.fullmatch(name)
    return int(found[2]) if found else -1


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
