"""Lists in a Word document: which paragraphs are bullets or numbered, how deep, and which of them belong together."""

from __future__ import annotations

from docx.document import Document as WordDocument
from lxml import etree

from engine.model.story import Kind
from engine.word.names import W_VAL, qn
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
_STYLE_ID = qn("w:styleId")
_OF_PARAGRAPH = f"{qn('w:pPr')}/{qn('w:numPr')}"


class WordLists:
    """Tells of each paragraph, in reading order, what kind it is, its depth and the number of its list."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self.styles = styles
        self.shapes = _shapes(document)
        every: list[etree._Element] = list(document.part.styles.element.iterchildren(qn("w:style")))
        self.definitions = {str(style.get(_STYLE_ID)): style for style in every}
        self.numbers: dict[str, int] = {}
        self.newest = 0
        self.current = 0
        self.inner = 0
        self.last = ""

    def kind_of(self, element: etree._Element) -> tuple[Kind, int, str]:
        """The kind of a paragraph, its depth, and what tells its list from others: Word's number of it, or its kind."""
        style = self.styles.name_of(element)
        kind, depth = _KIND_BY_STYLE.get(style, (Kind.TEXT, 0))
        own = element.find(_OF_PARAGRAPH)
        if own is None and style not in _KIND_BY_STYLE:
            own = self.of_style(self.styles.ids.get(style, ""))
        number = None if own is None else own.find(qn("w:numId"))
        if own is None or number is None or (kind is not Kind.TEXT and kind not in _LISTS):
            return kind, depth, kind
        identity = str(number.get(W_VAL))
        if identity == "0":
            return Kind.TEXT, 0, ""
        depth = _level(own, depth)
        bullet = self.shapes.get((identity, depth), "bullet") == "bullet"
        return (Kind.BULLET if bullet else Kind.NUMBER), min(depth, _DEEPEST), identity

    def is_deep(self, element: etree._Element) -> bool:
        """Whether a paragraph stands deeper in its list than the report can show."""
        own = element.find(_OF_PARAGRAPH)
        number = None if own is None else own.find(qn("w:numId"))
        if self.styles.name_of(element) in _DEEP_STYLES:
            return True
        return own is not None and number is not None and number.get(W_VAL) != "0" and _level(own, 0) > _DEEPEST

    def of_style(self, key: str) -> etree._Element | None:
        """The numbering that a style brings along, its own or that of the style it is based on."""
        seen: set[str] = set()
        while key in self.definitions and key not in seen:
            seen.add(key)
            own = self.definitions[key].find(_OF_PARAGRAPH)
            if own is not None:
                return own
            base = self.definitions[key].find(qn("w:basedOn"))
            key = "" if base is None else str(base.get(W_VAL))
        return None

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


def _level(numbering: etree._Element, default: int) -> int:
    level = numbering.find(qn("w:ilvl"))
    return default if level is None else max(_number(level.get(W_VAL), 0), 0)


def _number(text: str | None, default: int) -> int:
    """A number as a damaged file may spell it."""
    try:
        return int(text or default)
    except ValueError:
        return default


def _shapes(document: WordDocument) -> dict[tuple[str, int], str]:
    """The number format of each list and level: "bullet", "decimal" and so on."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    formats: dict[str, dict[int, str]] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        levels = {}
        for level in abstract.iter(qn("w:lvl")):
            shape = level.find(qn("w:numFmt"))
            levels[_number(level.get(qn("w:ilvl")), 0)] = "decimal" if shape is None else str(shape.get(W_VAL))
        formats[str(abstract.get(qn("w:abstractNumId")))] = levels
    found: dict[tuple[str, int], str] = {}
    for num in root.iter(qn("w:num")):
        base = num.find(qn("w:abstractNumId"))
        for depth, shape in formats.get(str(base.get(W_VAL)) if base is not None else "", {}).items():
            found[(str(num.get(qn("w:numId"))), depth)] = shape
    return found
