"""The letters of a paragraph: what is bold, what is linked, what refers to evidence, what has a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from docx.opc.part import Part
from lxml import etree

from engine.model.story import Run
from engine.plain_words import clean_together
from engine.sources.word_fields import Fields, link_of
from engine.sources.word_notes import WordNotes, is_mark, own_mark
from engine.word.look import NOTHING_SAID, Look
from engine.word.names import W_P, W_R, W_T, qn
from engine.word.styles import Styles
from engine.word.symbols import SYMBOL_BY_CODE, UNKNOWN, drawn, drawn_by_code, shown
from engine.word.visible import Sight, is_unreadable, still_asks

_ID = r"[DEFdef]\s*+(?:[-‑–−]\s*+)?\d{1,4}"
REFERENCE = re.compile(rf"\[\s*({_ID}(?:\s*[,;&]\s*{_ID})*)\s*\]")
"""References as people type them: [D-014], several as [D-014, E-003], with the dashes and spaces that Word puts in."""

_NOT_A_DIGIT = re.compile(r"\D")
TYPED_BULLET = re.compile(r"\s*[•·▪◦‣●○■➢–-][\s\u00a0]+(?=\S)")
"""A bullet typed by hand, or pasted with its list lost."""
_SPACE = re.compile(r"\s+")
_BULLET_FOLLOWS = re.compile(r"[•·▪◦‣●○■➢][\s\u00a0]")

_BREAKS = (qn("w:br"), qn("w:cr"))
_TABS = (qn("w:tab"), qn("w:ptab"))
_SKIP = (qn("w:del"), qn("w:moveFrom"))
_BOX = qn("w:txbxContent")
_HYPERLINK, _SIMPLE = qn("w:hyperlink"), qn("w:fldSimple")
DESIGNED = frozenset(
    (
        "quote",
        "intense quote",
        "quote attribution",
        "caption",
        "source",
        "title",
        "subtitle",
        "footnote text",
        "endnote text",
    )
)
"""Styles in whose place the report has its own: their bold and italic letters are theirs, and nobody's emphasis."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class LetterReader:
    """Reads the paragraphs of one part of a document. notes: what its marks point to; None inside a note."""

    styles: Styles
    part: Part
    notes: WordNotes | None
    sight: Sight

    def lines(self, element: etree._Element) -> list[list[Run]]:
        """The runs of a paragraph, cut where a reader sees a new one; neighbours alike joined, references apart."""
        return [_with_references(_merged(runs)) for runs in _cut_up(list(self._pieces(element)))]

    def runs(self, element: etree._Element) -> list[Run]:
        """The runs of a paragraph as one line."""
        return _with_references(_merged(list(self._pieces(element))))

    def _pieces(self, element: etree._Element) -> Iterator[Run]:
        """Runs as Word has them.

        Left out: text boxes, which are read by themselves; what nobody sees, what was deleted or moved away, and the
        words with which a content control asks for text.
        """
        fields = Fields()
        designed = self._designed(element)
        for run in element.iter(W_R):
            around = [ancestor for ancestor in run.iterancestors() if ancestor is not element]
            if any(a.tag in _SKIP or still_asks(a) for a in around):
                continue
            if any(a.tag == _BOX for a in takewhile(lambda a: a is not element, run.iterancestors())):
                continue
            look, is_hidden = self.sight.look(run, element)
            if is_hidden or is_unreadable(look):
                continue
            bold, italic = bool(look.bold and not designed.bold), bool(look.italic and not designed.italic)
            link = self._link(around)
            has_own_mark = False
            for child in run:
                fields.go_past(child)
                if fields.in_code or has_own_mark:
                    continue
                if is_mark(child):
                    yield from self._note(child)
                    has_own_mark = bool(own_mark(child))
                elif text := _letters(child, look):
                    shown = text.upper() if look.capitals and not designed.capitals else text
                    yield Run(shown, bold=bold, italic=italic, link=link or fields.link)

    def _designed(self, element: etree._Element) -> Look:
        """What the style of a paragraph gives to its letters where the report has a style of its own for such."""
        has_own = self.styles.level_of(element) or self.styles.name_of(element) in DESIGNED
        return self.sight.looks.of_style(element) if has_own else NOTHING_SAID

    def _link(self, around: list[etree._Element]) -> str:
        """The address of the hyperlink around a run, if any; one inside the document has none."""
        for ancestor in around:
            if ancestor.tag == _SIMPLE:
                return link_of(str(ancestor.get(qn("w:instr"), "")))
            if ancestor.tag == _HYPERLINK:
                relation = self.part.rels.get(str(ancestor.get(qn("r:id"))))
                if relation is None or not relation.is_external:
                    return ""
                place = ancestor.get(qn("w:anchor"))
                return f"{relation.target_ref}#{place}" if place else str(relation.target_ref)
        return ""

    def _note(self, mark: etree._Element) -> Iterator[Run]:
        found = self.notes.note(mark) if self.notes else None
        if found is None:
            return
        note, part = found
        inside = LetterReader(self.styles, part, None, self.sight)
        runs: list[Run] = []
        for paragraph in note.iter(W_P):
            line = trimmed(inside.runs(paragraph))
            runs += [*([Run(" ")] if runs and line else []), *line]
        if "".join(run.text for run in runs).startswith(mark_of_its_own := own_mark(mark)):
            runs = list(trimmed(cut(runs, len(mark_of_its_own))))
        if runs:
            yield Run("", note=tuple(runs))


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """No space at the start and at the end of a paragraph."""
    written = [index for index, run in enumerate(runs) if run.text.strip() or run.note]
    if not written:
        return ()
    kept = runs[written[0] : written[-1] + 1]
    kept[0] = kept[0].with_text(kept[0].text.lstrip())
    kept[-1] = kept[-1].with_text(kept[-1].text.rstrip())
    return tuple(kept)


def cut(runs: list[Run], start: int, end: int | None = None) -> list[Run]:
    """The runs of the letters from start to end. A footnote belongs to the letters before it."""
    kept, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : None if end is None else max(end - at, 0)]
        if text or (run.note and at >= start and (end is None or at <= end)):
            kept.append(run.with_text(text))
        at += len(run.text)
    return kept


def has_unknown_symbol(run: etree._Element, look: Look) -> bool:
    """Whether a run of this look has a character of a symbol font that no table knows."""
    return any(UNKNOWN in _letters(child, look) for child in run)


def _letters(child: etree._Element, look: Look) -> str:
    """What a part of a run shows: its letters, a line break, a tab."""
    if child.tag == W_T:
        text = shown(child.text or "", look.face)
        return text.translate(_RAISED) if look.raised else text
    if child.tag == qn("w:sym"):
        return drawn(child)
    if child.tag == SYMBOL_BY_CODE:
        return drawn_by_code(child)
    if child.tag in _BREAKS:
        return "\n"
    if child.tag in _TABS:
        return " "
    return "-" if child.tag == qn("w:noBreakHyphen") else ""


def _new_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph of Word becomes two: at two line breaks in a row, or one before a bullet.

    That is how web pages and mail arrive in one.
    """
    for space in _SPACE.finditer(text):
        breaks = space[0].count("\n")
        if breaks > 1:
            yield space.span()
        elif breaks and _BULLET_FOLLOWS.match(text, space.end()):
            yield space.start(), space.start() + space[0].index("\n") + 1


def _cut_up(runs: list[Run]) -> list[list[Run]]:
    parts, start = [], 0
    for gap, end in _new_paragraphs("".join(run.text for run in runs)):
        parts.append(cut(runs, start, gap))
        start = end
    return [*parts, cut(runs, start)] if parts else [runs]


def _kind(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.link


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind joined: Word splits text wherever spelling or editing left a mark."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and not (last.note or run.note) and _kind(last) == _kind(run):
            joined[-1] = last.with_text(last.text + run.text)
        else:
            joined.append(run)
    texts = [run.text.replace(UNKNOWN, "") for run in joined]
    return [
        run.with_text(_kept_edges(text, " ".join(inner.split("\n"))))
        for run, text, inner in zip(joined, texts, clean_together(texts), strict=True)
    ]


def _kept_edges(text: str, inner: str) -> str:
    """The cleaned text with at most one space at either end: it parts this run from its neighbours."""
    if not inner:
        return " " if any(letter.isspace() for letter in text) else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _with_references(runs: list[Run]) -> list[Run]:
    """References taken out of the text into runs of their own."""
    found: list[Run] = []
    for run in runs:
        at = 0
        for match in REFERENCE.finditer(run.text):
            if before := run.text[at : match.start()]:
                found.append(run.with_text(before))
            for number, typed in enumerate(re.findall(_ID, match[1])):
                if number:
                    found.append(Run(" ", bold=run.bold, italic=run.italic))
                ref = f"{typed[0].upper()}-{int(_NOT_A_DIGIT.sub('', typed)):03}"
                found.append(Run(f"[{ref}]", bold=run.bold, italic=run.italic, link="", reference=ref))
            at = match.end()
        if (rest := run.text[at:]) or run.note:
            found.append(run.with_text(rest))
    return found
