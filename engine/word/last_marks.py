"""Bookmarks of which LibreOffice makes no destination: with nothing behind them in their paragraph, in frames, in tags.

People set one at the very end to tell how many pages there are, or behind a field.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from engine.word.names import W_BOOKMARK, W_ID, W_P, W_R, W_T, W_VAL, qn

_END, _ABOUT, _LOOK, _BREAK, _TYPE = (qn(f"w:{name}") for name in ("bookmarkEnd", "pPr", "rPr", "br", "type"))
_SHOWN = tuple(
    qn(f"w:{name}")
    for name in ("t", "tab", "br", "cr", "ptab", "sym", "noBreakHyphen", "softHyphen", "drawing", "pict", "object")
)
"""What takes room in a line, be it none as a bookmark is concerned: breaks of pages and columns are no such thing."""
_STOPS = qn("w:tabs")
_OF_PAGES, _SIZES, _SMALLEST = ("page", "column"), (qn("w:sz"), qn("w:szCs")), "1"
_TAGS, _ABOUT_TAGS = (qn("w:smartTag"), qn("w:customXml")), (qn("w:smartTagPr"), qn("w:customXmlPr"))
_FRAME, _INITIAL = qn("w:framePr"), qn("w:dropCap")
_NO_WIDTH = "\N{ZERO WIDTH SPACE}"


def keep_marks(root: etree._Element) -> None:
    """Have every bookmark lead to its page, in a copy that LibreOffice is to convert.

    Nothing that is to be seen changes: what is put behind one has no width, and is no taller than what stands there.
    """
    for tag in [tag for tag in root.iter(*_TAGS) if _is_in_a_line(tag)]:
        _dissolve(tag)
    marks = list(root.iter(W_BOOKMARK))
    if next(root.iter(_FRAME), None) is not None:
        _put_out_of_frames(marks)
    if any(_paragraph_of(mark) is None for mark in marks):
        _put_into_the_last_paragraph(root)
    for paragraph in dict.fromkeys(map(_paragraph_of, marks)):
        if paragraph is not None:
            _put_something_behind(paragraph)


def _is_in_a_line(tag: etree._Element) -> bool:
    return _paragraph_of(tag) is not None and next(tag.iter(W_BOOKMARK), None) is not None


def _dissolve(tag: etree._Element) -> None:
    parent = tag.getparent()
    if parent is not None:
        for child in (child for child in list(tag) if child.tag not in _ABOUT_TAGS):
            tag.addprevious(child)
        parent.remove(tag)


def _put_out_of_frames(marks: Iterable[etree._Element]) -> None:
    """A bookmark in a frame goes to the beginning of the text to which the frame is fastened, if there is any."""
    for mark in marks:
        frame = _paragraph_of(mark)
        if frame is None or not _is_framed(frame):
            continue
        behind = (paragraph for block in frame.itersiblings() for paragraph in block.iter(W_P))
        text = next((paragraph for paragraph in behind if not _is_framed(paragraph)), None)
        if text is not None:
            about = text.find(_ABOUT)
            text.insert(0 if about is None else 1, mark)
            end = _end_of(mark)
            if end is not None and (around := _paragraph_of(end)) is not None and _is_framed(around):
                mark.addnext(end)


def _is_framed(paragraph: etree._Element) -> bool:
    frame = paragraph.find(f"{_ABOUT}/{_FRAME}")
    return frame is not None and frame.get(_INITIAL, "none") == "none"


def _put_into_the_last_paragraph(root: etree._Element) -> None:
    """Bookmarks behind it go to its end."""
    last = next((each for each in reversed(list(root.iter(W_P))) if _paragraph_of(each) is None), None)
    if last is not None:
        for mark in list(_behind(last)):
            last.append(mark)
            if (end := _end_of(mark)) is not None:
                last.append(end)


def _behind(last: etree._Element) -> Iterator[etree._Element]:
    for around in (last, *last.iterancestors()):
        for block in around.itersiblings():
            yield from block.iter(W_BOOKMARK)


def _put_something_behind(paragraph: etree._Element) -> None:
    """A space of no width behind bookmarks that are the last in their paragraph.

    What stands behind a break of the page goes before it: LibreOffice breaks the page behind the whole paragraph.
    """
    before, behind = _parted(paragraph)
    while any(one.tag == W_BOOKMARK for one in behind):
        at = next((at for at, one in enumerate(behind) if one.tag == _BREAK), len(behind))
        marks, broken, behind = behind[:at], behind[at : at + 1], behind[at + 1 :]
        run = next((next(each.iterancestors(W_R), each) for each in broken), None)
        if run is not None and broken[0].get(_TYPE) == "page":
            marks += [one for one in behind if one.tag == W_BOOKMARK]
            _put_before(run, marks)
            behind = []
        if not marks:
            continue
        if run is None:
            paragraph.append(_space(paragraph, before))
        elif before is None or before.getparent() is not run:
            run.addprevious(_space(paragraph, before))


def _put_before(run: etree._Element, marks: Sequence[etree._Element]) -> None:
    for mark in marks:
        run.addprevious(mark)
        if (end := _end_of(mark)) is not None and _paragraph_of(end) is _paragraph_of(mark):
            run.addprevious(end)


def _parted(paragraph: etree._Element) -> tuple[etree._Element | None, list[etree._Element]]:
    """The last that takes room in a paragraph, and the bookmarks and breaks of pages and columns behind, in order."""
    behind: list[etree._Element] = []
    for one in reversed(list(paragraph.iter(W_BOOKMARK, *_SHOWN))):
        if _paragraph_of(one) is not paragraph or next(one.iterancestors(_STOPS), None) is not None:
            continue
        if one.tag == W_BOOKMARK or one.get(_TYPE) in _OF_PAGES:
            behind.append(one)
        elif one.tag != W_T or one.text:
            return one, behind[::-1]
    return None, behind[::-1]


def _space(paragraph: etree._Element, before: etree._Element | None) -> etree._Element:
    """Hidden where what stands before is, and smaller than it. before: None where the paragraph shows nothing."""
    run = etree.Element(W_R)
    of = paragraph.find(_ABOUT) if before is None else next(before.iterancestors(W_R), None)
    told = None if of is None else of.find(_LOOK)
    look = etree.SubElement(run, _LOOK) if told is None else copy.deepcopy(told)
    run.append(look)
    if before is not None:
        for size in list(look.iterchildren(*_SIZES)):
            look.remove(size)
        look.extend([etree.Element(name, {W_VAL: _SMALLEST}) for name in _SIZES])
    etree.SubElement(run, W_T).text = _NO_WIDTH
    return run


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """The innermost around an element."""
    return next(element.iterancestors(W_P), None)


def _end_of(mark: etree._Element) -> etree._Element | None:
    """Where a bookmark ends, if it does."""
    return next((end for end in mark.getroottree().iter(_END) if end.get(W_ID) == mark.get(W_ID)), None)
