"""The pages of a file that a service wrote anew, beside the issued ones, as pictures.

A page looks the same where every dot finds its like within one dot of its place, once each square of the page may be
moved by two: programs that draw the same page differ by no more. What people were to fill in, and what a service stamps
into an empty margin, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from engine.foreign.pdfium import opened
from engine.phrases import nouns

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left corner of the page."""

_DOTS = 200
_MILLIMETRES = 25.4 / _DOTS
_UNLIKE = 80
"""Of 255 shades: less than the difference between ink and paper, more than smoothed edges and JPEG make."""

_SQUARE = 16
_LEAST = 2 * 255 / _SQUARE**2
"""The mean shade of a square of 16 by 16 dots in which two differ; fewer are dust."""
_SHIFTS = sorted(
    (shift for shift in product(range(-2, 3), repeat=2) if abs(shift[0]) + abs(shift[1]) <= 2),
    key=lambda shift: abs(shift[0]) + abs(shift[1]),
)
"""In dots, right and down: programs round the place of a word differently."""

_HOPELESS = 0.1
"""Where more of a page's squares differ than this, no shift makes it the same page."""

_AROUND_FIELDS, _MARGIN = 2.5, 10.0
"""Millimetres: how far a signature may reach over its field, and how wide the margin is that services stamp."""

_MOST_BEFORE = 3
"""So many pages a service may put before ours; what it adds usually comes last."""

_LARGEST = 2.0
"""A page that differs in size by more than so many millimetres is another page."""

_SCAN = 0.25
"""Where more of the squares with ink differ than this, on every page, it was printed and scanned."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A page of the issued file that looks otherwise. where: in words. share: of the squares with ink that differ."""

    page: int
    where: str
    share: float


@dataclass(frozen=True, slots=True)
class PagesCompared:
    """extra: numbers of the pages that are none of ours. stamped: pages with something in a margin that was empty."""

    differences: tuple[Difference, ...]
    extra: tuple[int, ...] = ()
    stamped: tuple[int, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether every issued page is there and looks as it did."""
        return not self.differences

    @property
    def is_scan(self) -> bool:
        """Whether so much differs everywhere that the pages were printed and scanned, not changed."""
        return bool(self.differences) and all(found.share > _SCAN for found in self.differences)

    @property
    def in_words(self) -> str:
        """The outcome in one line."""
        if self.is_scan:
            return "Its pages were scanned or drawn anew, so only a person can compare them."
        differ = ", ".join(f"page {found.page} ({found.where})" for found in self.differences)
        told = [f"Not as issued: {differ}." if differ else "Every issued page looks as it did, apart from its fields."]
        if self.stamped:
            told.append(f"Stamped in the margin: {_pages(self.stamped)}.")
        if self.extra:
            told.append(f"Not ours, such as a certificate of the service: {_pages(self.extra)}.")
        return " ".join(told)


def compare(issued: bytes, returned: bytes, fields: Mapping[int, Sequence[Rectangle]]) -> PagesCompared | None:
    """Compare page by page. fields: rectangles by page, from 1. None where one of the files has no pages to draw.

    Pages that were put before or behind are told; the issued ones must follow one another.
    """
    try:
        with opened(issued) as ours, opened(returned) as theirs:
            tried: list[PagesCompared] = []
            for offset in range(min(max(len(theirs) - len(ours), 0), _MOST_BEFORE) + 1):
                tried.append(_at(ours, theirs, fields, offset))
                if tried[-1].is_same:
                    break
    except pypdfium2.PdfiumError:
        return None
    return min(tried, key=lambda found: sum(difference.share for difference in found.differences))


def _at(
    ours: pypdfium2.PdfDocument,
    theirs: pypdfium2.PdfDocument,
    fields: Mapping[int, Sequence[Rectangle]],
    offset: int,
) -> PagesCompared:
    """The comparison where so many pages were put before the issued ones."""
    differences: list[Difference] = []
    stamped: list[int] = []
    for number in range(len(ours)):
        if number + offset >= len(theirs):
            differences.append(Difference(number + 1, "missing", 1.0))
            continue
        page = _Page(ours[number], theirs[number + offset], fields.get(number + 1, ()))
        difference = page.difference(number + 1)
        differences += [difference] if difference else []
        stamped += [number + 1] if page.is_stamped else []
    own = range(offset, offset + len(ours))
    extra = tuple(number + 1 for number in range(len(theirs)) if number not in own)
    return PagesCompared(tuple(differences), extra, tuple(stamped))


class _Page:
    """One issued page beside the one that came back for it."""

    def __init__(self, issued: pypdfium2.PdfPage, returned: pypdfium2.PdfPage, fields: Sequence[Rectangle]) -> None:
        self.is_other_size = any(
            abs(a - b) / 72 * 25.4 > _LARGEST for a, b in zip(issued.get_size(), returned.get_size(), strict=True)
        )
        ours = issued.render(scale=_DOTS / 72, may_draw_forms=False).to_pil().convert("L")
        scale = _DOTS / 72 if not self.is_other_size else ours.width / max(returned.get_size())
        theirs = returned.render(scale=scale).to_pil().convert("L").resize(ours.size)
        self.ink = _squares(_shares(ours.point(lambda shade: 255 if shade < 255 - _UNLIKE else 0)))
        stamped = _empty_margin(ours)
        kept = _without(fields, ours.size, issued.get_height())
        looked_at = (ImageChops.subtract(kept, stamped), ImageChops.darker(kept, stamped))
        self.unlike, in_margin = (_squares(shares) for shares in _unlike(ours, theirs, looked_at))
        self.is_stamped = bool(in_margin)

    def difference(self, number: int) -> Difference | None:
        """What differs, outside the fields and empty margins; None where nothing does."""
        if self.is_other_size:
            return Difference(number, "of another size", 1.0)
        if not self.unlike:
            return None
        share = len(self.unlike & self.ink) / max(len(self.ink), 1)
        top, bottom = _ends(row for _, row in self.unlike)
        left, right = _ends(column for column, _ in self.unlike)
        return Difference(number, f"{top} to {bottom} mm from the top, {left} to {right} mm from the left", share)


def _unlike(ours: Image.Image, theirs: Image.Image, masks: Sequence[Image.Image]) -> list[Image.Image]:
    """How much of each square differs, under each mask: of all small shifts the one that fits that square best."""
    low, high = ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3)
    bounds = (ours.filter(low), ours.filter(high))
    looks = (theirs, theirs.filter(low), theirs.filter(high))
    best: list[Image.Image] = []
    for shift in _SHIFTS:
        dots = _far(ours, bounds, [ImageChops.offset(look, *shift) for look in looks])
        shares = [_shares(ImageChops.darker(dots, mask)) for mask in masks]
        best = [ImageChops.darker(b, s) for b, s in zip(best, shares, strict=True)] if best else shares
        left = sum(map(len, map(_squares, best)))
        if not left or left > _HOPELESS * best[0].width * best[0].height:
            break
    return best


def _far(ours: Image.Image, bounds: tuple[Image.Image, Image.Image], looks: Sequence[Image.Image]) -> Image.Image:
    """White where a dot of one picture has no like of its shade around it in the other."""
    theirs, low, high = looks
    pairs = ((low, ours), (ours, high), (bounds[0], theirs), (theirs, bounds[1]))
    far = reduce(ImageChops.lighter, (ImageChops.subtract(one, other) for one, other in pairs))
    return far.point(lambda shade: 255 if shade > _UNLIKE else 0)


def _empty_margin(page: Image.Image) -> Image.Image:
    """White where the page's margin has nothing in it."""
    edge = round(_MARGIN / _MILLIMETRES)
    margin = Image.new("L", page.size, 255)
    ImageDraw.Draw(margin).rectangle((edge, edge, page.width - edge, page.height - edge), fill=0)
    empty = page.filter(ImageFilter.MinFilter(5)).point(lambda shade: 255 if shade > 250 else 0)
    return ImageChops.darker(margin, empty)


def _without(fields: Sequence[Rectangle], size: tuple[int, int], height: float) -> Image.Image:
    """White but for the fields of the page."""
    kept = Image.new("L", size, 255)
    pen, scale, around = ImageDraw.Draw(kept), _DOTS / 72, _AROUND_FIELDS / _MILLIMETRES
    for left, bottom, right, top in fields:
        corners = (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
        pen.rectangle((corners[0] - around, corners[1] - around, corners[2] + around, corners[3] + around), fill=0)
    return kept


def _shares(picture: Image.Image) -> Image.Image:
    """How much of each square is white."""
    columns, rows = -(-picture.width // _SQUARE), -(-picture.height // _SQUARE)
    whole = Image.new("L", (columns * _SQUARE, rows * _SQUARE), 0)
    whole.paste(picture)
    return whole.reduce(_SQUARE)


def _squares(shares: Image.Image) -> set[tuple[int, int]]:
    """The squares with more than dust in them, as column and row."""
    return {(at % shares.width, at // shares.width) for at, share in enumerate(shares.tobytes()) if share >= _LEAST}


def _ends(numbers: Iterable[int]) -> tuple[int, int]:
    """Where squares begin and end, in millimetres."""
    found = list(numbers)
    return round(min(found) * _SQUARE * _MILLIMETRES), round((max(found) + 1) * _SQUARE * _MILLIMETRES)


def _pages(numbers: Sequence[int]) -> str:
    return f"{nouns.PAGE.of(len(numbers))} {', '.join(map(str, numbers))}"
