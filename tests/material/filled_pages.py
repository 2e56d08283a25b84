"""How full the pages of a PDF are: `python -m tests.material.filled_pages report.pdf` says it page by page.

A page is as full as its lowest ink stands low between header and footer: 1.0 reaches the last line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

DOTS = 36 / 72
"""Pixels for each point: a line of text is three high, a hairline is one."""
HEAD, FOOT = 70.0, 52.0
"""Points at the head and foot of a page in which header and footer stand."""
WHITE = 250


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its number, how full it is, and the headings that the outline of the file has on it."""

    number: int
    full: float
    headings: tuple[str, ...]


def pages(pdf: Path) -> tuple[Page, ...]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    headings: dict[int, list[str]] = {}
    for entry in document.get_toc():
        place = entry.get_dest()
        if place is not None and place.get_index() is not None:
            headings.setdefault(place.get_index(), []).append(entry.get_title())
    return tuple(
        Page(number + 1, _full(document[number]), tuple(headings.get(number, ()))) for number in range(len(document))
    )


def _full(page: pypdfium2.PdfPage) -> float:
    picture = page.render(scale=DOTS, grayscale=True).to_pil()
    head, foot = round(HEAD * DOTS), round(FOOT * DOTS)
    body = picture.crop((0, head, picture.width, picture.height - foot))
    inked = body.point(lambda level: 255 if level < WHITE else 0).getbbox()
    return 0.0 if inked is None else inked[3] / body.height


def short(every: Sequence[Page], least: float, ends: Sequence[str]) -> Iterator[Page]:
    """Pages filled less than that, but for the first page and those before a heading that begins with one of these."""
    for page, following in zip(every, [*every[1:], None], strict=True):
        is_end = following is None or any(heading.startswith(tuple(ends)) for heading in following.headings)
        if page.full < least and page.number > 1 and not is_end:
            yield page


if __name__ == "__main__":
    measured = pages(Path(sys.argv[1]))
    for page in measured:
        print(f"{page.number:4} {page.full:6.0%}  {'; '.join(page.headings)}")
    blank = sum(1 - page.full for page in measured)
    print(f"{len(measured)} pages, blank ends of {blank:.1f}")
