"""What a document that a council has already brings into its forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Words that went into a form. form: its name; heading: the one they stand under; words: how many."""

    form: str
    heading: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlaced:
    """Words that went nowhere. where: the nearest heading above them; why: in words."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFigure:
    """A figure that stands in a text of before, with its year: for somebody to take over, or not. where: the form."""

    where: str
    sentence: str
    value: str
    year: str
