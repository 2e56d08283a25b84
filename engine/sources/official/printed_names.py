"""Which statement, rating or group a printed heading means, however it is abbreviated or misspelt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from engine.model.framework import Framework
from engine.plain_words import folded

_NEARLY = 0.82
_TITLE_WORDS = 20
_SHORTEST = 5
"""An abbreviation of fewer letters could mean many names."""


def statement_in(text: str, framework: Framework) -> str:
    """The id of the statement that a heading names: whole, with words around it; empty where it names none."""
    plain = folded(text)
    whole = [s for s in framework.statements if folded(s.name) in plain]
    if whole:
        return max(whole, key=lambda s: len(s.name)).id
    parts = [folded(part) for part in re.split(r"\s[-–—]\s+|:", text)]
    return next((found for part in reversed(parts) if (found := statement_called(part, framework))), "")


def is_title_of_statement(text: str, framework: Framework) -> bool:
    """Whether a text is hardly more than the name of a statement, with its theme or its kind of checklist."""
    parts = re.split(r"\s[-–—]\s+|:", text)
    return len(text.split()) <= _TITLE_WORDS and any(statement_called(part, framework) for part in parts)


def statement_called(text: str, framework: Framework) -> str:
    """The id of the statement a text is the name of: in full, cut short, or misspelt; empty where none or several."""
    plain = re.sub(r"^\d+ ", "", folded(text))
    names = {s.id: folded(s.name) for s in framework.statements}
    if plain in names.values():
        return next(key for key, name in names.items() if name == plain)
    if len(plain) >= _SHORTEST:
        cut = [key for key, name in names.items() if name.startswith(plain) or name.endswith(plain)]
        if len(cut) == 1:
            return cut[0]
    near = difflib.get_close_matches(plain, names.values(), 2, _NEARLY)
    return next((key for key, name in names.items() if len(near) == 1 and name == near[0]), "")


def begins(text: str, ways: Iterable[str]) -> bool:
    """Whether a text begins with one of some folded words."""
    plain = folded(text)
    return any(plain.startswith(way) for way in ways)


def nearest(text: str, names: Sequence[str], least: float = _NEARLY) -> str | None:
    """The name a text is, or is nearly; None where no name is near."""
    plain = {folded(name): name for name in names}
    if folded(text) in plain:
        return plain[folded(text)]
    near = difflib.get_close_matches(folded(text), plain, 1, least)
    return plain[near[0]] if near else None
