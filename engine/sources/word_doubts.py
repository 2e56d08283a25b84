"""What a paragraph or cell of a form holds that the report cannot, or that its writer has not finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.findings import Finding, Place, error, warning
from engine.plain_words import quoted
from engine.sources.word_fields import broken_findings
from engine.sources.word_notes import MARKS, WordNotes
from engine.sources.word_runs import has_unknown_symbol
from engine.sources.word_settled import Settled
from engine.word.look import Look
from engine.word.names import W_ID, W_P, W_R, W_T, qn
from engine.word.symbols import SYMBOLS
from engine.word.text import paragraph_text
from engine.word.visible import Sight, is_unreadable, still_asks

_NOT_CARRIED = {
    qn("w:subDoc"): ("a whole file inside the file", "Put its text in the place where it is named."),
    qn("w:altChunk"): (
        "a whole file inside the file",
        "Open the form in Word and save it again, or put its text there.",
    ),
    qn("w:contentPart"): ("ink", "Put it in as a picture with alternative text."),
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
_SHAPES, _CONTROL = (qn("w:txbxContent"),), qn("w:sdt")
_WORDS = (W_T, qn("w:delText"))
_COMMENT = qn("w:commentReference")
_TELLING = (*_NOT_CARRIED, *MARKS, *_TRACKED, _CONTROL, _COMMENT)
"""What there is something to say of by its being there; a text that asks for others stands in a control."""
_SHOWN = 60
"""How many letters of a text are quoted, so that it can be found."""


@dataclass(frozen=True, slots=True)
class Doubter:
    """Tells of the paragraphs and cells of a document what its report cannot carry, or what is not finished."""

    notes: WordNotes
    comments: Mapping[str, str]
    sight: Sight
    settled: Settled

    def doubts(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        """I-12 for what would be lost, I-13 for changes and comments, I-44 for fields; I-47, S-04 for marked text.

        Of the words of footnotes too, at the place of their marks.
        """
        yield from self._of(element, place)
        for mark in element.iter(*MARKS):
            if (note := self.notes.note(mark)) is not None:
                yield from self._of(note[0], place)

    def _of(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        looks = self._looks(element)
        yield from self._unseen(place, looks)
        if _tells(element):  # most do not, and are not gone through for each thing that there may be
            yield from self._beside_words(element, place)
        yield from self.settled.findings(element, place)
        yield from broken_findings(paragraph_text(element), place)
        yield from _marked(looks, place)

    def _beside_words(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        """What tells of something by being there, whatever the letters beside it look like."""
        yield from self._lost(element, place)
        yield from _not_answered(element, place)
        yield from _changes(element, place)
        for comment in element.iter(_COMMENT):
            words = self.comments.get(str(comment.get(W_ID)), "")
            message = f'A comment is left: "{words[:_SHOWN]}".' if words else "A comment is left."
            yield error("I-13", place, message, "Settle it, delete it in Word (Review), and save.")

    def _looks(self, element: etree._Element) -> list[tuple[etree._Element, Look, bool]]:
        """The runs that have words, each with its look and whether it is hidden."""
        runs = [run for run in element.iter(W_R) if next(run.iter(W_T, *SYMBOLS), None) is not None]
        return [(run, *self.sight.look(run, next(run.iterancestors(W_P), element))) for run in runs]

    def _lost(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        for tag, (what, fix) in _NOT_CARRIED.items():
            if any(_is_first_copy(one) for one in element.iter(tag)):
                yield _does_not_arrive(what, fix, place)
        if any(self.notes.note(mark) is None for mark in element.iter(*MARKS)):
            yield _does_not_arrive("the mark of a footnote without its words", "Put the footnote in again.", place)

    def _unseen(self, place: Place, looks: list[tuple[etree._Element, Look, bool]]) -> Iterator[Finding]:
        if any(has_unknown_symbol(run, look) for run, look, _ in looks):
            fix = "Type the character itself, or write it in words."
            yield _does_not_arrive("a character of a symbol font", fix, place)
        if any(is_hidden and _words(run).strip() for run, _, is_hidden in looks):
            fix = "In Word, show hidden text (¶), then delete it or make it visible."
            yield _does_not_arrive("hidden text", fix, place)
        pale = quoted("".join(_words(run) for run, look, hides in looks if not hides and _is_pale(run, look)))
        if pale:
            message = f"{pale} is as pale as what is behind it, or too small to be read; it does not reach the report."
            yield error("I-12", place, message, "Give the letters the usual colour and size, or delete them.")


def _tells(element: etree._Element) -> bool:
    """Whether there is anything beside plain words, in a paragraph or around it."""
    within, around = element.iter(*_TELLING), element.iterancestors(_CONTROL)
    return next(within, None) is not None or next(around, None) is not None


def _does_not_arrive(what: str, fix: str, place: Place) -> Finding:
    return error("I-12", place, f"Here stands {what}, which does not reach the report.", fix)


def _changes(element: etree._Element, place: Place) -> Iterator[Finding]:
    for tag, (what, reading) in _TRACKED.items():
        changed = list(element.iter(tag))
        if changed:
            words = quoted("".join(text.text or "" for one in changed for text in one.iter(*_WORDS)))
            message = (
                f"{words or 'A paragraph mark, row or picture'} {what}, and the change is still tracked: {reading}."
            )
            fix = "Accept or refuse the change in Word (Review), and save: a final edition waits for it."
            yield error("I-13", place, message, fix)


def _marked(looks: list[tuple[etree._Element, Look, bool]], place: Place) -> Iterator[Finding]:
    """Text that its writer meant to come back to."""
    seen = [(run, look) for run, look, is_hidden in looks if not (is_hidden or _is_pale(run, look))]
    struck = quoted("".join(_words(run) for run, look in seen if look.struck_through))
    if struck:
        message = f"{struck} is struck through; the report would print it like any other text."
        yield error("I-47", place, message, "Delete it, or take the line through it away.")
    bright = quoted("".join(_words(run) for run, look in seen if look.marked))
    if bright:
        message = f"{bright} is highlighted, as text is that somebody has to come back to."
        yield error("S-04", place, message, "Finish it, then take the highlight away (Home, Text Highlight Colour).")


def _not_answered(element: etree._Element, place: Place) -> Iterator[Finding]:
    """Words of content controls that ask for others: programs leave them so where somebody has answered, too."""
    asking = [text for text in element.iter(W_T) if any(map(still_asks, text.iterancestors(_CONTROL)))]
    if asked := quoted("".join(text.text or "" for text in asking)):
        message = f"{asked} stands in a control that still asks for words, and is not read."
        yield warning("I-50", place, message, "Answer it, or take it out. If it is an answer, type it in again.")


def _is_pale(run: etree._Element, look: Look) -> bool:
    """Whether nobody can read letters; of those in a drawing, nobody knows what is behind them."""
    return is_unreadable(look) and next(run.iterancestors(*_SHAPES), None) is None


def _words(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(W_T))


def _is_first_copy(element: etree._Element) -> bool:
    return not any(ancestor.tag in _SAID_OTHERWISE for ancestor in element.iterancestors())
