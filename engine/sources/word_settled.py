"""A part of a Word file as it is seen: of several forms one, of ruby its base, of fields what they show.

What the report cannot carry of it is noted beside its paragraph, for whoever reads that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.findings import Finding, Place, error, info
from engine.sources.word_fields import Field, Fields, field_findings, symbol_of, without_result
from engine.word import branches
from engine.word.names import W_FIELD, W_INSTRUCTION, W_P, W_R, W_T, qn

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EITHER, _CHOICE, _FALLBACK = (f"{_COMPATIBLE}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_OF_WORD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")
"""How the namespaces begin that Word understands."""
_SYMBOLS = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
_DRAWN = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_RUBY, _BASE, _READING = qn("w:ruby"), qn("w:rubyBase"), qn("w:rt")
_ABOUT_RUN, _ABOUT_PARAGRAPH = qn("w:rPr"), qn("w:pPr")
_SIMPLE = qn("w:fldSimple")
_MARK_GOES = tuple(f"{_ABOUT_PARAGRAPH}/{_ABOUT_RUN}/{qn(name)}" for name in ("w:del", "w:moveFrom"))
_FRAME, _DROPPED = f"{_ABOUT_PARAGRAPH}/{qn('w:framePr')}", qn("w:dropCap")
_BESIDE_TEXT = tuple(
    qn(f"w:{name}")
    for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "moveFromRangeEnd")
)
_COUNTED = tuple(
    qn(f"w:{name}") for name in ("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort", "pgNum")
)


@dataclass(slots=True)
class Settled:
    """What was noted of the paragraphs of a part. fields: those that each holds, in order; readings: of its ruby."""

    fields: dict[etree._Element, list[Field]] = field(default_factory=dict)
    readings: dict[etree._Element, list[str]] = field(default_factory=dict)

    def findings(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        """I-44 and I-12 for the fields of a paragraph or cell, and for what else shows what no text holds."""
        for paragraph in element.iter(W_P):
            for found in self.fields.get(paragraph, ()):
                yield from field_findings(found, place)
            if readings := self.readings.get(paragraph):
                words = f'"{" ".join(readings)[:60]}"'
                message = (
                    f"{words} stands in small letters above the words, as a guide to reading them, and is left out."
                )
                yield info("I-12", place, message, "Nothing, or write it in brackets behind the word.")
        if next(element.iter(*_COUNTED), None) is not None:
            what = "a date or page number that Word fills in by itself"
            yield error("I-12", place, f"Here stands {what}, which does not reach the report.", "Type it as words.")


def settle(root: etree._Element, noted: Settled) -> None:
    """Change a part, so that its text is what is seen of it; note what there is to say of its paragraphs."""
    for either in list(root.iter(_EITHER)):
        _take_one(either)
    for ruby in list(root.iter(_RUBY)):
        _take_base(ruby, noted)
    _settle_fields(root, noted)
    for paragraph in reversed(list(root.iter(W_P))):
        if any(paragraph.find(mark) is not None for mark in _MARK_GOES):
            _join_next(paragraph)
        elif (frame := paragraph.find(_FRAME)) is not None and frame.get(_DROPPED, "none") != "none":
            _begin_next(paragraph)


def _take_one(either: etree._Element) -> None:
    """Put the form that Word shows in the place of all. A drawing alone is left to whoever reads those."""
    parent = either.getparent()
    is_drawn = next(either.iter(*_DRAWN), None) is not None
    if parent is None or (is_drawn and parent.tag == W_R):
        return
    taken = branches.taken(either) if is_drawn else _taken(either)
    if is_drawn and taken is None:
        return
    at = parent.index(either)
    parent[at : at + 1] = [] if taken is None else [child for child in taken if isinstance(child.tag, str)]


def _taken(either: etree._Element) -> etree._Element | None:
    choices = [child for child in either if child.tag == _CHOICE]
    fallback = next((child for child in either if child.tag == _FALLBACK), None)
    understood = [choice for choice in choices if all(map(_is_of_word, _needed(choice)))]
    plain = [choice for choice in understood if _SYMBOLS not in _needed(choice)]
    symbols = understood if fallback is None else []  # whose fallback is the very letter
    return next(iter((*plain, *symbols)), fallback)


def _needed(choice: etree._Element) -> list[str]:
    return [str(choice.nsmap.get(name, "")) for name in str(choice.get("Requires", "")).split()]


def _is_of_word(namespace: str) -> bool:
    return namespace.startswith(_OF_WORD)


def _take_base(ruby: etree._Element, noted: Settled) -> None:
    """The words that ruby stands above, without it."""
    run, paragraph = ruby.getparent(), next(ruby.iterancestors(W_P), None)
    if run is None or paragraph is None:
        return
    reading = "".join(text.text or "" for part in ruby.iter(_READING) for text in part.iter(W_T)).strip()
    if reading:
        noted.readings.setdefault(paragraph, []).append(reading)
    base = [child for part in ruby.iter(_BASE) for inner in part.iter(W_R) for child in inner]
    at = run.index(ruby)
    run[at : at + 1] = [child for child in base if child.tag != _ABOUT_RUN]


def _settle_fields(root: etree._Element, noted: Settled) -> None:
    """Take what stands in the code of fields out, and give those their words that show what no text holds."""
    walk = Fields()
    for run in list(root.iter(W_R)):
        for child in list(run):
            if child.tag == W_FIELD or child.tag == W_INSTRUCTION:
                ended = walk.go_past(child)
                if ended is not None:
                    _end(ended, child, walk, noted)
            elif walk.open and child.tag != _ABOUT_RUN:
                _note(child, walk)
    for never_ended in walk.open:
        begin = never_ended.begin.getparent()
        if begin is not None:
            begin.remove(never_ended.begin)
    for simple in list(root.iter(_SIMPLE)):
        _settle_simple(simple, noted)


def _note(child: etree._Element, walk: Fields) -> None:
    """Take note of what stands in fields: in the code of the innermost that does not show yet, or to be seen."""
    text = (child.text or "") if child.tag == W_T else ""
    for one in reversed(walk.open):
        if one.shows:
            one.shown += text
        else:
            one.code += text
            one.unseen.append(child)
            break


def _end(ended: Field, mark: etree._Element, walk: Fields, noted: Settled) -> None:
    for unseen in ended.unseen:
        if (run := unseen.getparent()) is not None:
            run.remove(unseen)
    if walk.in_code:
        return
    if not ended.shown.strip() and (made := _made(ended)) is not None:
        mark.addnext(made)
        ended.shown = made.text or ended.shown
    paragraph = next(ended.begin.iterancestors(W_P), None)
    if paragraph is not None:
        noted.fields.setdefault(paragraph, []).append(ended)


def _made(ended: Field) -> etree._Element | None:
    """The text of what a field shows by itself."""
    symbol = symbol_of(ended.code)
    if symbol is not None:
        return etree.Element(qn("w:sym"), {qn("w:char"): symbol[0], qn("w:font"): symbol[1]})
    words = without_result(ended)
    if words is None:
        return None
    text = etree.Element(W_T)
    text.text = words
    return text


def _settle_simple(simple: etree._Element, noted: Settled) -> None:
    """A field that is one element."""
    found = Field(simple, code=str(simple.get(qn("w:instr"), "")), shows=True)
    found.shown = "".join(text.text or "" for text in simple.iter(W_T))
    paragraph = next(simple.iterancestors(W_P), None)
    if paragraph is None:
        return
    if not found.shown.strip() and (made := _made(found)) is not None:
        etree.SubElement(simple, W_R).append(made)
    noted.fields.setdefault(paragraph, []).append(found)


def _join_next(paragraph: etree._Element) -> None:
    """Join the next paragraph to one whose mark goes."""
    following = _next(paragraph)
    if following is not None:
        paragraph.extend([child for child in following if child.tag != _ABOUT_PARAGRAPH])
        _remove(following)


def _begin_next(paragraph: etree._Element) -> None:
    """Put a first letter that is set large, a paragraph of its own, before the rest of its word."""
    following = _next(paragraph)
    if following is not None:
        at = int(following.find(_ABOUT_PARAGRAPH) is not None)
        following[at:at] = [child for child in paragraph if child.tag != _ABOUT_PARAGRAPH]
        _remove(paragraph)


def _next(paragraph: etree._Element) -> etree._Element | None:
    following = paragraph.getnext()
    while following is not None and following.tag in _BESIDE_TEXT:
        following = following.getnext()
    return following if following is not None and following.tag == W_P else None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
