"""Width moved between the columns of a table, so that each has what its longest word needs."""

from __future__ import annotations

from collections.abc import Sequence

_STEP = 20
"""Twips, a point: so much is taken at once from columns that are equally wide."""


def shared(widths: Sequence[int], needed: Sequence[int]) -> list[int] | None:
    """The same width altogether, shared so that every column has what it needs; None where that is too little.

    Each gives in turn, the widest first, and no more than it can do without. All in twips.
    """
    if sum(needed) > sum(widths):
        return None
    given = [max(width, least) for width, least in zip(widths, needed, strict=True)]
    owed = sum(given) - sum(widths)
    while owed > 0:
        giving = sorted((at for at in range(len(given)) if given[at] > needed[at]), key=lambda at: -given[at])
        widest, next_wide = giving[0], given[giving[1]] if len(giving) > 1 else 0
        taken = min(owed, max(given[widest] - next_wide, _STEP), given[widest] - needed[widest])
        given[widest] -= taken
        owed -= taken
    return given
