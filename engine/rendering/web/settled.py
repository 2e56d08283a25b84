"""A part of a Word file in the few elements that say what a page shows: nothing hidden, twice or wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engine.rendering.web.tree import dissolve, raw_words
from engine.word.branches import ALTERNATIVES, taken
from engine.word.looks import Looks
from engine.word.names import W_FIELD, W_INSTRUCTION, W_P, W_R, W_T, W_TR, W_VAL, qn
from engine.word.styles import Styles
from engine.word.symbols import SYMBOL_BY_CODE, SYMBOLS, UNKNOWN, drawn, drawn_by_code
from engine.word.text import take_out
from engine.word.visible import READERS, Sight, is_hidden_row

_WRAPPED = tuple(
    qn(f"w:{name}")
    for name in ("sdt", "sdtContent", "fldSimple", "smartTag", "customXml", "bdo", "dir", "ruby", "rubyBase", "rt")
)
_OF_CONTROLS = (qn("w:sdtPr"), qn("w:sdtEndPr"), qn("w:rubyPr"))
_TURNED, _ABOUT = (qn("w:bdo"), qn("w:dir")), qn("w:rPr")
_TEXT_BOX, _HYPHEN, _FORMULA, _TAB = qn("w:txbxContent"), qn("w:noBreakHyphen"), qn("m:oMath"), qn("w:tab")
_SOFT_HYPHEN, _SPACES = qn("w:softHyphen"), (qn("w:cr"), qn("w:ptab"))
_DRAWN = (qn("w:drawing"), qn("w:pict"))
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_SHORT = 20
WHOLE = "whole"
"""The attribute of a run that stays in one line."""
_CONTENTS = re.compile("toc ([1-9])")


def settle_part(root: etree._Element, looks: Looks, styles: Styles) -> None:
    """Change a part of a Word file so that it holds what a page shows, and that only."""
    for branches in list(root.iter(ALTERNATIVES)):
        shown = taken(branches)
        branches[:] = [] if shown is None else list(shown)
        dissolve(branches)
    _leave_out_unseen(root, looks)
    _unwrap(root)
    for box in list(root.iter(_TEXT_BOX)):
        _lift(box)
    _say_plainly(root)
    for paragraph in root.iter(W_P):
        if contents_depth(paragraph, styles):
            _without_page(paragraph)


def names_pages(root: etree._Element) -> bool:
    """Whether a settled part says on which page something stands, outside of its contents list."""
    return any("PAGEREF" in (code.text or "") for code in root.iter(W_INSTRUCTION))


def contents_depth(paragraph: etree._Element, styles: Styles) -> int:
    """The depth of an entry of the contents list, from 1; 0 for any other paragraph."""
    found = _CONTENTS.fullmatch(styles.name_of(paragraph))
    return int(found[1]) if found else 0


def _leave_out_unseen(root: etree._Element, looks: Looks) -> None:
    for row in [row for row in root.iter(W_TR) if is_hidden_row(row)]:
        take_out(row)
    sight = Sight(looks, READERS[0], False)
    for text in list(_unseen(root, sight)):
        take_out(text)


def _unseen(root: etree._Element, sight: Sight) -> Iterator[etree._Element]:
    """Texts that nobody sees, and pictures in runs that Word hides."""
    for paragraph in root.iter(W_P):
        for text in paragraph.iter(W_T):
            if not sight.sees(paragraph, text):
                yield text
        for run in paragraph.iter(W_R):
            if any(child.tag in _DRAWN for child in run) and sight.look(run, paragraph)[1]:
                yield run


def _unwrap(root: etree._Element) -> None:
    """Take off what is around words and says nothing of them, or their direction alone, which the runs then say."""
    for around in root.iter(*_TURNED):
        for run in around.iter(W_R) if around.get(W_VAL) == "rtl" else ():
            _about(run).append(etree.Element(qn("w:rtl")))
    for about in list(root.iter(*_OF_CONTROLS)):
        take_out(about)
    for around in list(root.iter(*_WRAPPED)):
        dissolve(around)


def _lift(box: etree._Element) -> None:
    """Put the paragraphs of a text box behind the paragraph that it hangs on."""
    anchor = next(box.iterancestors(W_P), None)
    if anchor is not None:
        for block in reversed(list(box)):
            anchor.addnext(block)
    take_out(box)


def _say_plainly(root: etree._Element) -> None:
    """Put plain text and plain pictures in the place of what says or shows the same in some other way."""
    for formula in list(root.iter(_FORMULA)):
        _replace(formula, raw_words(formula, qn("m:t")))
    for hyphen in root.iter(_HYPHEN):
        _hold_whole(hyphen.getparent())
    for element in list(root.iter(_HYPHEN, *SYMBOLS)):
        _replace(element, _shown(element))
    for element in list(root.iter(_SOFT_HYPHEN)):
        take_out(element)
    for element in root.iter(*_SPACES):
        element.tag = _TAB
    for old in list(root.iter(_OLD_PICTURE)):
        around, shape = next(old.iterancestors(_DRAWN[1]), None), old.getparent()
        if around is not None and shape is not None:
            around.addnext(_as_drawing(str(old.get(qn("r:id"))), str(shape.get("alt") or "")))
            take_out(old)


def _as_drawing(relation: str, alt: str) -> etree._Element:
    """A picture that older Word placed, as newer Word does."""
    drawing = etree.Element(_DRAWN[0])
    inline = etree.SubElement(drawing, qn("wp:inline"))
    etree.SubElement(inline, qn("wp:docPr"), {"descr": alt})
    inner = inline
    for name in ("a:graphic", "a:graphicData", "pic:pic", "pic:blipFill", "a:blip"):
        inner = etree.SubElement(inner, qn(name))
    inner.set(qn("r:embed"), relation)
    return drawing


def _hold_whole(run: etree._Element | None) -> None:
    """Say of a run with a hyphen that is no place to break that it stays in one line, where it is that short."""
    if run is not None and sum(len(text.text or "") for text in run.iter(W_T)) <= _SHORT:
        run.set(WHOLE, "1")


def _shown(element: etree._Element) -> str:
    """What a hyphen that holds its words together, or a symbol, shows."""
    if element.tag == _HYPHEN:
        return "-"
    says = drawn_by_code(element) if element.tag == SYMBOL_BY_CODE else drawn(element)
    return "" if says == UNKNOWN else says


def _replace(element: etree._Element, words: str) -> None:
    """Put words in the place of an element; in a run, where it stands outside of one."""
    text = etree.Element(W_T)
    text.text = words
    parent = element.getparent()
    if parent is not None and parent.tag != W_R:
        run = etree.Element(W_R)
        run.append(text)
        text = run
    element.addprevious(text)
    take_out(element)


def _without_page(paragraph: etree._Element) -> None:
    """Take the page off an entry of the contents list: all behind its last tab, but the marks of fields around it."""
    runs = list(paragraph.iter(W_R))
    tabs = [at for at, run in enumerate(runs) if run.find(_TAB) is not None]
    for run in runs[tabs[-1] :] if tabs else ():
        if run.find(W_FIELD) is None:
            take_out(run)


def _about(run: etree._Element) -> etree._Element:
    found = run.find(_ABOUT)
    if found is None:
        found = etree.Element(_ABOUT)
        run.insert(0, found)
    return found
