"""Lists in a Word document: which paragraphs are bullets or numbered, how deep, and which of them belong together."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, warning
from engine.model.story import Kind, Numbered
from engine.word.counts import Counts
from engine.word.names import qn
from engine.word.numbering import Numbering
from engine.word.numerals import numeral
from engine.word.styles import Styles

_KIND_BY_STYLE = {
    "list bullet": (Kind.BULLET, 0),
    "list bullet 2": (Kind.BULLET, 1),
    "list bullet 3": (Kind.BULLET, 1),
    "list number": (Kind.NUMBER, 0),
    "list number 2": (Kind.NUMBER, 1),
    "list number 3": (Kind.NUMBER, 1),
    "quote": (Kind.QUOTE, 0),
    "intense quote": (Kind.QUOTE, 0),
    "quote attribution": (Kind.ATTRIBUTION, 0),
    "caption": (Kind.CAPTION, 0),
    "source": (Kind.SOURCE, 0),
}
_LISTS = (Kind.BULLET, Kind.NUMBER)
_DEEPEST = 1
"""The report has lists and lists inside them; what is deeper joins the inner ones."""
_DEEP_STYLES = ("list bullet 3", "list bullet 4", "list bullet 5", "list number 3", "list number 4", "list number 5")
_OF_PARAGRAPH = f"{qn('w:pPr')}/{qn('w:numPr')}"


class WordLists:
    """Tells of each paragraph, in reading order, what kind it is, its depth and the number of its list."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self.styles = styles
        self.counts = Counts(_numbering(document), styles, document.element.body)
        self.numbers: dict[str, int] = {}
        self.newest = 0
        self.current = 0
        self.inner = 0
        self.last = ""

    def kind_of(self, element: etree._Element) -> tuple[Kind, int, str]:
        """The kind of a paragraph, its depth, and what tells its list from others: Word's number of it, or its kind."""
        style = self.styles.name_of(element)
        kind, depth = _KIND_BY_STYLE.get(style, (Kind.TEXT, 0))
        found = self.counts.of(element)
        if found is None or (kind is not Kind.TEXT and kind not in _LISTS):
            return kind, depth, kind
        if found.key == "0":
            return Kind.TEXT, 0, ""
        is_by_style_alone = element.find(_OF_PARAGRAPH) is None and style in _KIND_BY_STYLE
        depth = depth if is_by_style_alone else min(found.depth, _DEEPEST)
        identity: str = kind if is_by_style_alone else found.key
        if found.number is not None and not found.number.label:
            return Kind.TEXT, 0, ""
        if found.level is None:
            return (kind if is_by_style_alone else Kind.BULLET), depth, identity
        return (Kind.BULLET if found.number is None else Kind.NUMBER), depth, identity

    def counted(self, element: etree._Element) -> Numbered | None:
        """The number that a paragraph shows, if any."""
        found = self.counts.of(element)
        return None if found is None or found.number is None or not found.number.label else found.number

    def doubts(self, element: etree._Element, place: Place) -> Iterator[Finding]:
        """I-43 for what the report's lists cannot do as the form's do."""
        if self.is_deep(element):
            message = "This list stands three or more deep; the report has two levels, so it joins the second."
            yield warning("I-43", place, message, "Make it part of the list around it.")
        found = self.counts.of(element)
        if found is not None and found.level is not None and found.level.is_picture:
            message = "The bullets of this list are pictures; the report prints its own bullets."
            yield warning("I-43", place, message, "If the pictures say something, say it in words.")
        if found is not None and found.number is not None and numeral(1, found.number.form) is None:
            message = f'This list counts in a way penholder does not know ("{found.number.form}"); figures are printed.'
            yield warning("I-43", place, message, "Choose another format for the numbers of the list.")

    def is_deep(self, element: etree._Element) -> bool:
        """Whether a paragraph stands deeper in its list than the report can show."""
        if self.styles.name_of(element) in _DEEP_STYLES:
            return True
        found = self.counts.of(element)
        return found is not None and found.key != "0" and found.depth > _DEEPEST

    def number_of(self, kind: Kind, depth: int, identity: str) -> int:
        """The number of the list that a paragraph belongs to.

        A list goes on while its paragraphs follow one another, or where Word itself says it is the same list. A
        numbered list inside another begins anew under each of its items.
        """
        if kind not in _LISTS:
            self.interrupted()
        elif depth == 0:
            self.inner = 0
            if identity != self.last:
                self.last = identity
                if not identity.isdigit() or identity not in self.numbers:
                    self.numbers[identity] = self.new_number()
                self.current = self.numbers[identity]
        elif kind is Kind.NUMBER:
            self.inner = self.inner or self.new_number()
            return self.inner
        return self.current

    def new_number(self) -> int:
        """A number that no list has yet."""
        self.newest += 1
        return self.newest

    def interrupted(self) -> None:
        """Something other than a list stands between two lists."""
        self.last = ""
        self.inner = 0

    def ended(self) -> None:
        """A heading: below it every list begins anew."""
        self.interrupted()
        self.numbers.clear()


def _numbering(document: WordDocument) -> Numbering:
    try:
        lists = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        lists = None
    return Numbering(document.part.styles.element, lists)
