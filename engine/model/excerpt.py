"""What stands at the place of a finding, to be shown beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A cell, a paragraph or a line of a file. heading: of a cell, the words above its column; else empty.

    name: of a cell its address, such as C7; of a line its number. text: what stands there. is_meant: whether the place
    is this one, and not one beside it.
    """

    heading: str
    name: str
    text: str
    is_meant: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands at a place. trail: the sheet, or the headings that it stands under; empty for a line.

    lines: the row of a cell, the paragraph, or a line with those around it; none where nothing can be shown.
    """

    trail: str = ""
    lines: tuple[ExcerptLine, ...] = ()
