"""What a paragraph or cell of a form holds that the report cannot, or that its writer has not finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.findings import Finding, Place, error
from engine.plain_words import one_line
from engine.sources.word_fields import field_findings
from engine.sources.word_notes import WordNotes, is_mark
from engine.sources.word_runs import has_unknown_symbol, is_on
from engine.word.names import W_ID, W_R, W_T, W_VAL, qn
from engine.word.text import paragraph_text

_NOT_CARRIED = {
    qn("w:object"): ("an embedded object", "Put it in as a picture with alternative text."),
    qn("w:subDoc"): ("a whole file inside the file", "Put its text in the place where it is named."),
    qn("m:oMath"): ("an equation", "Write it in words."),
}
_SAID_OTHERWISE = (qn("w:object"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What stands inside is a second copy of what is there already: for older programs, or to be shown on the page."""
_TRACKED = {
    qn("w:ins"): ("was inserted", "a draft reads it as if the change were accepted"),
    qn("w:del"): ("was deleted", "a draft leaves it out, as if the change were accepted"),
    qn("w:moveFrom"): ("was moved away", "a draft leaves it out here, as if the change were accepted"),
    qn("w:moveTo"): ("was moved here", "a draft reads it here, as if the change were accepted"),
}
_WORDS = (W_T, qn("w:delText"))
_SHOWN = 60
"""How many letters of a text are quoted, so that it can be found."""


def doubts(element: etree._Element, place: Place, notes: WordNotes, comments: Mapping[str, str]) -> Iterator[Finding]:
    """I-12 for what would be lost, I-13 for changes and comments, I-44 for fields; I-47 and S-04 for marked text."""
    yield from _lost(element, place, notes)
    yield from _changes(element, place)
    for comment in element.iter(qn("w:commentReference")):
        words = comments.get(str(comment.get(W_ID)), "")
        message = f'A comment is left: "{words[:_SHOWN]}".' if words else "A comment is left."
        yield error("I-13", place, message, "Settle it, delete it in Word (Review), and save.")
    yield from field_findings(element, paragraph_text(element), place)
    yield from _marked(element, place)


def _lost(element: etree._Element, place: Place, notes: WordNotes) -> Iterator[Finding]:
    found = [about for tag, about in _NOT_CARRIED.items() if any(_is_first_copy(one) for one in element.iter(tag))]
    if has_unknown_symbol(element):
        found.append(("a character of a symbol font", "Type the character itself, or write it in words."))
    if any(is_mark(mark) and notes.note(mark) is None for mark in element.iter()):
        found.append(("the mark of a footnote without its words", "Put the footnote in again."))
    if any(is_on(run, "w:vanish") for run in element.iter(W_R)):
        found.append(("hidden text", "In Word, show hidden text (¶), then delete it or make it visible."))
    for what, fix in found:
        yield error("I-12", place, f"Here stands {what}, which does not reach the report.", fix)


def _changes(element: etree._Element, place: Place) -> Iterator[Finding]:
    for tag, (what, reading) in _TRACKED.items():
        changed = list(element.iter(tag))
        if changed:
            words = _quoted("".join(text.text or "" for one in changed for text in one.iter(*_WORDS)))
            message = (
                f"{words or 'A paragraph mark, row or picture'} {what}, and the change is still tracked: {reading}."
            )
            fix = "Accept or refuse the change in Word (Review), and save: a final edition waits for it."
            yield error("I-13", place, message, fix)


def _marked(element: etree._Element, place: Place) -> Iterator[Finding]:
    """Text that its writer meant to come back to."""
    struck = _quoted("".join(_words(run) for run in element.iter(W_R) if _is_struck(run)))
    if struck:
        message = f"{struck} is struck through; the report would print it like any other text."
        yield error("I-47", place, message, "Delete it, or take the line through it away.")
    bright = _quoted("".join(_words(run) for run in element.iter(W_R) if _is_highlighted(run)))
    if bright:
        message = f"{bright} is highlighted, as text is that somebody has to come back to."
        yield error("S-04", place, message, "Finish it, then take the highlight away (Home, Text Highlight Colour).")


def _is_struck(run: etree._Element) -> bool:
    return is_on(run, "w:strike") or is_on(run, "w:dstrike")


def _is_highlighted(run: etree._Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:highlight')}")
    shade = run.find(f"{qn('w:rPr')}/{qn('w:shd')}")
    return (mark is not None and mark.get(W_VAL) not in ("none", "white")) or (
        shade is not None and str(shade.get(qn("w:fill"))).upper() == "FFFF00"
    )


def _words(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(W_T))


def _quoted(text: str) -> str:
    words = one_line(text)
    return f'"{words[:_SHOWN]}{"…" if len(words) > _SHOWN else ""}"' if words else ""


def _is_first_copy(element: etree._Element) -> bool:
    return not any(ancestor.tag in _SAID_OTHERWISE for ancestor in element.iterancestors())
