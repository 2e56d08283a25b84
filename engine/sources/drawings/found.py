"""What stands among the letters of a paragraph and is no text: each drawing once, and what is to become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.foreign.shown_picture import Showing
from engine.plain_words import one_line
from engine.sources.drawings import vml
from engine.sources.drawings.frame import Frame, frame_of, showing_of
from engine.sources.drawings.names import (
    DGM,
    DRAWING,
    LC,
    OBJECT,
    PIC,
    PICT,
    TEXT_BOX,
    WP,
    WPC,
    WPG,
    WPS,
    A,
    C,
    R,
    V,
    W,
)
from engine.sources.drawings.strict_shapes import renamed
from engine.word.branches import ALTERNATIVES, is_shown, taken
from engine.word.names import W_P, W_R, W_T
from engine.word.visible import Sight, still_asks

_PUT_AWAY = (f"{W}del", f"{W}moveFrom")
"""What a content control has that asks for a picture, and shows one of its own."""
_KINDS = (DRAWING, PICT, OBJECT)
_AS_PICTURE = "Save it as a picture and put the picture in."
_OF_A_STRANGE_KIND = "a drawing of a kind that penholder cannot draw"
_DRAWN = {C: "chart", DGM: "diagram", WPG: "group", WPC: "drawing", WPS: "shape", LC: "drawing", PIC: "picture"}
"""What another program draws whole, by the namespace of its outermost element, and how it is called."""


@dataclass(frozen=True, slots=True)
class OnePicture:
    """A drawing that is exactly one picture. relation: to its bytes, from the part that it stands in."""

    element: etree._Element
    relation: str
    showing: Showing
    frame: Frame


@dataclass(frozen=True, slots=True)
class WholeDrawing:
    """A drawing that is to be drawn as one picture. what: how it is called, such as "chart"."""

    element: etree._Element
    what: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class TextBox:
    """Words in a box. content: the element that its paragraphs stand in."""

    content: etree._Element


@dataclass(frozen=True, slots=True)
class NotCarried:
    """What reaches no report. what: with its article; fix: what to do about it."""

    what: str
    fix: str


_EMBEDDED = NotCarried("an embedded object", "Put it in as a picture with alternative text.")

Found = OnePicture | WholeDrawing | TextBox | NotCarried


def drawings(element: etree._Element, sight: Sight) -> Iterator[Found]:
    """What is drawn in an element and seen by its reader, in order; nothing that stands in another drawing."""
    for drawing in element.iter(*_KINDS):
        if _is_seen(drawing, element, sight) and (found := _found(drawing)) is not None:
            yield found
    for each in element.iter(ALTERNATIVES):
        if taken(each) is None and next(each.iter(*_KINDS), None) is not None and _is_seen(each, element, sight):
            yield NotCarried(_OF_A_STRANGE_KIND, _AS_PICTURE)


def begins_with_words(paragraph: etree._Element) -> bool:
    """Whether letters stand in a paragraph before anything that is drawn."""
    first = next((each for each in paragraph.iter(W_T, *_KINDS) if each.tag != W_T or (each.text or "").strip()), None)
    return first is not None and first.tag == W_T


def stands_in_text(paragraph: etree._Element) -> bool:
    """Whether a paragraph is read: it stands in the text or in a text box by itself, in the form that is shown."""
    around = list(paragraph.iterancestors(*_KINDS))
    return is_shown(paragraph) and all(isinstance(_found(each), TextBox) for each in around)


def _is_seen(drawing: etree._Element, element: etree._Element, sight: Sight) -> bool:
    """Whether a reader sees a drawing of an element by itself: no older copy, none deleted, hidden or in another."""
    if not is_shown(drawing):
        return False
    for around in drawing.iterancestors():
        if around is element:
            return not _is_hidden(drawing)
        if around.tag in (*_PUT_AWAY, *_KINDS) or still_asks(around):
            return False
        if around.tag == W_R and sight.look(around, next(around.iterancestors(W_P), element))[1]:
            return False
    return not _is_hidden(drawing)


def _is_hidden(drawing: etree._Element) -> bool:
    about = next(drawing.iter(f"{WP}docPr"), None)
    return about is not None and about.get("hidden", "0") in ("1", "true", "on")


def _found(drawing: etree._Element) -> Found | None:
    if drawing.tag == OBJECT and not vml.is_seen_through(drawing):
        return _EMBEDDED
    return _of_new(drawing) if drawing.tag == DRAWING else _of_old(drawing)


def _of_new(drawing: etree._Element) -> Found | None:
    content = next(
        (inner for data in drawing.iter(f"{A}graphicData") for inner in data if isinstance(inner.tag, str)), None
    )
    frame = frame_of(drawing)
    if content is None or frame is None:
        return NotCarried("a drawing with nothing in it that penholder can draw", _AS_PICTURE)
    renamed(content)
    if _is_word_art(content):
        return _word_art(_words(content))
    box = content.find(f"{WPS}txbx/{TEXT_BOX}") if content.tag == f"{WPS}wsp" else None
    if box is not None and (_words(box) or next(box.iter(*_KINDS), None) is not None):
        return TextBox(box)
    if content.tag == f"{WPS}wsp" and _has_no_ink(content):
        return None
    if content.tag == f"{PIC}pic" and (showing := showing_of(content, frame)) is not None:
        return _picture(drawing, content, showing, frame)
    space = content.tag.partition("}")[0] + "}"
    if space not in _DRAWN:
        return NotCarried(_OF_A_STRANGE_KIND, _AS_PICTURE)
    if space in (C, DGM) and not any(str(name).startswith(R) for name in content.attrib):
        return NotCarried(f"a {_DRAWN[space]} with nothing in it", _AS_PICTURE)
    return WholeDrawing(drawing, _DRAWN[space], frame)


def _picture(drawing: etree._Element, content: etree._Element, showing: Showing, frame: Frame) -> Found:
    blip = next(content.iter(f"{A}blip"), None)
    own = content.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    if not frame.words and own is not None:
        frame = frame.described(one_line(own.get("descr", "")))
    relation = blip.get(f"{R}embed") if blip is not None else None
    if relation is not None:
        return OnePicture(drawing, relation, showing, frame)
    if blip is not None and blip.get(f"{R}link") is not None:
        return linked_picture()
    return NotCarried("a picture with nothing in it", "Put it in again.")


def linked_picture() -> NotCarried:
    """What is told of a picture whose bytes are not in the file."""
    return NotCarried("a picture that is only linked, not put in", "In Word, insert the picture itself.")


def _of_old(pict: etree._Element) -> Found | None:
    if words := vml.word_art(pict):
        return _word_art(words)
    box = next(pict.iter(TEXT_BOX), None)
    shapes = vml.shapes(pict)
    if not shapes or all(map(vml.says_nothing, shapes)):
        return None
    frame = vml.frame_of(shapes[0])
    if box is not None and vml.is_one(shapes) and (_words(box) or next(box.iter(*_KINDS), None) is not None):
        return TextBox(box)
    image = vml.only_picture(shapes)
    if image is not None:
        relation = image.get(f"{R}id") or image.get(f"{R}pict")
        showing = vml.showing_of(shapes[0], image, frame)
        return OnePicture(pict, relation, showing, frame) if relation else linked_picture()
    return WholeDrawing(pict, "group" if shapes[0].tag == f"{V}group" else "shape", frame)


def _has_no_ink(shape: etree._Element) -> bool:
    """Whether a shape without words says that it has neither a fill nor an edge."""
    look = shape.find(f"{WPS}spPr")
    return look is not None and look.find(f"{A}noFill") is not None and look.find(f"{A}ln/{A}noFill") is not None


def _word_art(words: str) -> NotCarried:
    said = f': "{words[:60]}"' if words else ""
    return NotCarried(f"WordArt{said}", "Type its words as text.")


def _is_word_art(content: etree._Element) -> bool:
    """Whether a shape bends its words, as WordArt does."""
    warp = content.find(f"{WPS}bodyPr/{A}prstTxWarp")
    return warp is not None and warp.get("prst", "textNoShape") != "textNoShape"


def _words(content: etree._Element) -> str:
    return one_line(" ".join(text.text or "" for text in content.iter(W_T)))
