"""What the fields of a returned file show, beside what they hold: programs read the value, and people the picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw
from pyhanko.pdf_utils.generic import ByteStringObject, StreamObject, TextStringObject

from engine.foreign.pdfium import opened
from engine.signatures.issued_form import GivenField, value_of
from engine.signatures.letter_shapes import is_known, is_letter

_SCALE = 12.0
"""Dots for each point: a letter of six points, the least that people choose, is forty dots high."""
_EDGE = 1.0
"""Points at the edge of a field, where programs draw its border."""
_AROUND = 0.8
"""Points around the outline of a letter that its smoothed edge may reach."""
_UNLIKE_PAPER = 60
_DUST = 48
"""Dots outside all letters: fewer are no writing."""
_WIDEST = 2.0
"""How much wider or higher than the highest whole letter one may be that is cut off."""
_SAME_PLACE = 0.05
_HIDDEN = 1 | 2 | 32
_PASSWORD = 1 << 13


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter that is drawn. box: left, bottom, right, top in points. is_first: of a word."""

    text: str
    box: tuple[float, float, float, float]
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What is seen in the rectangle of a field: its picture, and the letters that the file tells of."""

    picture: Image.Image
    letters: tuple[_Letter, ...]


def faults_of_entries(
    returned: bytes, given: Mapping[str, GivenField], now: Mapping[str, Any], form: Any
) -> Iterator[str]:
    """What is wrong with the entries, a sentence for each field that does not show what it holds.

    now: the fields as they are in force, by name; form: the form's dictionary in force.
    """
    texts = [field for field in given.values() if not field.is_signature]
    is_made_anew = bool(value_of(form, "/NeedAppearances"))
    for field in texts:
        before: Any = field.ref.get_object()
        about = now.get(field.name, {})
        value = value_of(about, "/V", TextStringObject(""))
        if not isinstance(value, TextStringObject | ByteStringObject):
            yield f"{field.name} holds something that is no text"
        elif {*value_of(about, "/AP", {})} - {*value_of(before, "/AP", {})} - {"/N"}:
            yield f"{field.name} shows something else while the pointer is on it"
        elif int(value_of(about, "/F", 0)) & _HIDDEN or int(value_of(about, "/Ff", 0)) & _PASSWORD:
            yield f"{field.name} is hidden"
        elif _is_changed(about, before):
            look = _look(returned, field)
            if not (is_made_anew and value and _is_blank(look.picture)):
                yield from _faults(field, str(value), look)


def entries_nobody_can_read(given: Mapping[str, GivenField], now: Mapping[str, Any]) -> Iterator[str]:
    """Entries of a file without faults whose letters cannot be told by their picture, a clause for each."""
    for field in given.values():
        before: Any = field.ref.get_object()
        about = now.get(field.name, {})
        value = str(value_of(about, "/V", ""))
        unknown = _unknown(value) if not field.is_signature and _is_changed(about, before) else ""
        if unknown:
            yield f"{field.name} holds “{_short(value)}”, and only people can tell whether it shows “{unknown}”"


def _is_changed(about: Any, before: Any) -> bool:
    """Whether a field holds, or is drawn, otherwise than as issued."""
    return str(value_of(about, "/V", "")) != str(value_of(before, "/V", "")) or _drawing(about) != _drawing(before)


def _unknown(value: str) -> str:
    """The letters of a text whose pictures nobody knows here, each once."""
    return "".join(dict.fromkeys(letter for letter in _plain(value) if not is_known(letter)))


def _drawing(field: Any) -> tuple[Any, ...]:
    """What a field is drawn with, to tell whether it is as issued."""
    look = value_of(value_of(field, "/AP", {}), "/N")
    if not isinstance(look, StreamObject):
        return ()
    kept = {key: look.raw_get(key) for key in look if key not in ("/Length", "/Filter", "/DecodeParms")}
    return look.data, str(kept)


def _faults(field: GivenField, value: str, look: _Look) -> Iterator[str]:
    shown = "".join(f" {letter.text}" if letter.is_first else letter.text for letter in look.letters)
    # a script may run from right to left, or join its letters in another order
    in_order = sorted if _unknown(value) else list
    if in_order(_plain(shown)) != in_order(_plain(value)):
        yield f"{field.name} shows “{_short(shown)}” and holds “{_short(value)}”"
    elif not all(_is_what_it_tells(look, letter, field, _height(look, field)) for letter in look.letters):
        yield f"{field.name} holds “{_short(value)}”, and other letters are drawn for it"
    elif _has_more(look, field):
        yield f"{field.name} holds “{_short(value)}”, and more than that is drawn in it"


def _plain(text: str) -> str:
    """A text without blanks, and without what is only another way to write it."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:60] + "…"


def _height(look: _Look, field: GivenField) -> float:
    """Of the highest letter that stands within the field as a whole, in points; 0 without one."""
    whole = (letter.box for letter in look.letters if letter.box[2] <= field.rectangle[2] - _EDGE)
    return max((top - bottom for _, bottom, _, top in whole), default=0.0)


def _is_what_it_tells(look: _Look, letter: _Letter, field: GivenField, height: float) -> bool:
    """Whether a letter's picture is that of the letter.

    One that the field's edge cuts off is not looked at, where it is no larger than those that are: in one that fills
    the field, whatever somebody likes could be drawn.
    """
    left, bottom, right, top = letter.box
    if left >= field.rectangle[2] - _EDGE:
        return height > 0
    if right > field.rectangle[2] - _EDGE:
        return bool(left < right) and right - left <= _WIDEST * height and top - bottom <= _WIDEST * height
    corners = _dots((left - _AROUND / 4, bottom - _AROUND / 4, right + _AROUND / 4, top + _AROUND / 4), field)
    return is_letter(look.picture.crop(corners), letter.text)


def _has_more(look: _Look, field: GivenField) -> bool:
    """Whether something is drawn where no letter is."""
    picture = look.picture.copy()
    pen = ImageDraw.Draw(picture)
    for letter in look.letters:
        left, bottom, right, top = letter.box
        pen.rectangle(_dots((left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND), field), fill=255)
    return not _is_blank(picture)


def _is_blank(picture: Image.Image) -> bool:
    """Whether there is nothing but dust on it, its edge aside."""
    edge = round(_EDGE * _SCALE)
    inner = picture.crop((edge, edge, picture.width - edge, picture.height - edge))
    return sum(inner.histogram()[: 255 - _UNLIKE_PAPER]) < _DUST


def _dots(box: tuple[float, float, float, float], field: GivenField) -> tuple[int, int, int, int]:
    """A box on the page as dots of the picture of its field."""
    left, _, _, top = field.rectangle
    return (
        int((box[0] - left) * _SCALE),
        int((top - box[3]) * _SCALE),
        max(int((box[2] - left) * _SCALE) + 1, int((box[0] - left) * _SCALE) + 1),
        max(int((top - box[1]) * _SCALE) + 1, int((top - box[3]) * _SCALE) + 1),
    )


def _look(data: bytes, field: GivenField) -> _Look:
    """What is seen of one field: dark on white, whatever colour its paper has."""
    with opened(data) as pdf:
        bare = pdf[field.page]
        ground, before = _cut(bare, field), {(letter.text, letter.box) for letter in _letters(bare)}
        _keep_alone(bare, field)
        pdfium.FPDFPage_Flatten(bare, pdfium.FLAT_NORMALDISPLAY)
        bare.close()
        full = pdf[field.page]
        new = (letter for letter in _letters(full) if (letter.text, letter.box) not in before)
        return _Look(_on_white(_cut(full, field), ground), tuple(sorted(new, key=lambda letter: letter.box[0])))


def _keep_alone(page: Any, field: GivenField) -> None:
    """Take from the page, in memory, whatever lies on it but this field."""
    for number in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation, box = pdfium.FPDFPage_GetAnnot(page, number), pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, box)
        pdfium.FPDFPage_CloseAnnot(annotation)
        edges = (box.left, box.bottom, box.right, box.top)
        if any(abs(one - other) > _SAME_PLACE for one, other in zip(edges, field.rectangle, strict=True)):
            pdfium.FPDFPage_RemoveAnnot(page, number)


def _letters(page: Any) -> list[_Letter]:
    """The letters of a page, with their outlines; blanks, and what pdfium adds between words, are none."""
    found, text, is_first = [], page.get_textpage(), False
    for number in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, number))
        if not letter.isspace() and letter != "\0" and pdfium.FPDFText_IsGenerated(text, number) != 1:
            found.append(_Letter(letter, tuple(round(edge, 2) for edge in text.get_charbox(number)), is_first))
            is_first = False
        else:
            is_first = True
    return found


def _cut(page: Any, field: GivenField) -> Image.Image:
    """The rectangle of a field, as it is drawn without what lies on the page."""
    left, bottom, right, top = field.rectangle
    width, height = page.get_size()
    crop = (left, bottom, width - right, height - top)
    picture: Image.Image = page.render(scale=_SCALE, crop=crop, may_draw_forms=False, draw_annots=False).to_pil()
    return picture.convert("RGB")


def _on_white(drawn: Image.Image, ground: Image.Image) -> Image.Image:
    """What was drawn over the page, as shades on white; a paper in one colour becomes white."""
    colours = drawn.getcolors(drawn.width * drawn.height) or []
    paper: Any = max(colours)[1]
    unlike = ImageChops.difference(drawn, Image.new("RGB", drawn.size, paper)).convert("L")
    if paper == (255, 255, 255):
        unlike = ImageChops.darker(unlike, _spread(ImageChops.difference(drawn, ground).convert("L")))
    strongest = max(unlike.getextrema()[1], 1)
    return ImageChops.invert(unlike.point(lambda shade: min(255, round(shade * 255 / max(strongest, 90)))))


def _spread(unlike: Image.Image) -> Image.Image:
    """All or nothing: what differs from the page at all counts with its full shade."""
    return unlike.point(lambda shade: 255 if shade else 0)
