"""XML looked at as a stream, before a library makes a tree of it: how much it is, and that it asks for nothing."""

from __future__ import annotations

import hashlib
from xml.parsers import expat

from engine.foreign import limits
from engine.foreign.limits import MarkupBounds
from engine.foreign.refusal import RefusedFile
from engine.foreign.words import endless_word, refuse_endless_words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARAGRAPH, _RUN = f"{_W} p", f"{_W} r"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_BREAKS = frozenset(
    {
        _PARAGRAPH,
        *(f"{_W} {name}" for name in ("tab", "br", "cr")),
        f"{_ODF}:text:1.0 p",
        f"{_ODF}:table:1.0 table-cell",
    }
)
"""Elements before which a word ends."""
_WORDS = (f"{_W} t", f"{_W} delText", f"{_ODF}:text:1.0 ")
"""How the names of elements begin in which words stand. Elsewhere stand pictures in letters and data of programs."""
_MOST_COUNTED = 1_000
_COUNTED: dict[tuple[bytes, MarkupBounds], tuple[int, ...]] = {}
"""What sound parts came to, by their hash. A template is opened in several ways; forms of one making share styles."""
_COPY = "Copy what matters into a new, empty file, and put that here."


class MarkupTally:
    """What the parts of a file come to so far, against the most they may."""

    def __init__(self, bounds: MarkupBounds, again: str) -> None:
        self.bounds = bounds
        self.again = again
        self.counts = dict.fromkeys((_PARAGRAPH, _RUN), 0)
        self.elements = self.letters = self.in_a_row = self.depth = 0
        self.within = ""

    def add(self, part: str, data: bytes) -> None:
        """Count a part in. Raises RefusedFile where it is damaged, or too much. part: its name, for who is told."""
        key = (hashlib.sha256(data).digest(), self.bounds)
        counted = _COUNTED.get(key)
        if counted is None:
            before = self._counts()
            self._go_through(part, data)
            if len(_COUNTED) >= _MOST_COUNTED:
                _COUNTED.clear()
            _COUNTED[key] = tuple(after - was for was, after in zip(before, self._counts(), strict=True))
        else:
            self.elements, self.letters, paragraphs, runs = map(sum, zip(self._counts(), counted, strict=True))
            self.counts = {_PARAGRAPH: paragraphs, _RUN: runs}
        self._refuse_too_many()

    def _counts(self) -> tuple[int, ...]:
        return self.elements, self.letters, self.counts[_PARAGRAPH], self.counts[_RUN]

    def _go_through(self, part: str, data: bytes) -> None:
        self.depth = self.in_a_row = 0
        parser = namespaced_parser(part, self.again)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parsed(parser, part, data, self.again)

    def _start(self, name: str, _attributes: object) -> None:
        self.elements += 1
        self.depth += 1
        self.within = name
        if name in self.counts:
            self.counts[name] += 1
        if name in _BREAKS:
            self.in_a_row = 0
        if self.elements > self.bounds.elements or self.depth > limits.DEPTH:
            self._refuse_too_many()

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _text(self, words: str) -> None:
        self.letters += len(words)
        if self.letters > self.bounds.letters:
            self._refuse_too_many()
        if not self.within.startswith(_WORDS):
            return
        *_, last = words.split(" ")
        self.in_a_row = len(last) + (self.in_a_row if last is words or last == words else 0)
        if self.in_a_row > self.bounds.word:
            raise endless_word(self.bounds.word)
        refuse_endless_words(words, self.bounds.word)

    def _refuse_too_many(self) -> None:
        if self.depth > limits.DEPTH:
            raise too_deep()
        for count, most, of in (
            (self.elements, self.bounds.elements, "pieces (paragraphs, words, cells and what they look like)"),
            (self.counts[_PARAGRAPH], self.bounds.paragraphs, "paragraphs"),
            (self.counts[_RUN], self.bounds.runs, "pieces of text that look different"),
            (self.letters, self.bounds.letters, "letters"),
        ):
            if count > most:
                raise RefusedFile(f"The file has more than {most:,} {of}, which is the most that is read.", _COPY)


def namespaced_parser(part: str, again: str) -> expat.XMLParserType:
    """A parser as parser_of, that gives each name behind its namespace and a space."""
    return parser_of(part, again, " ")


def parser_of(part: str, again: str, separator: str | None = None) -> expat.XMLParserType:
    """A parser that stops with RefusedFile at a document type. part: its name, for who is told."""

    def doctype(*_about: object) -> None:
        message = "The file asks for things outside itself, which no Office program does."
        raise RefusedFile(message, again)

    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    return parser


def parsed(parser: expat.XMLParserType, part: str, data: bytes, again: str) -> None:
    """Parse a whole part. Raises RefusedFile where it is no XML."""
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        if isinstance(fault, RefusedFile):
            raise
        raise RefusedFile(f"The file is damaged (in its part {part}).", again) from fault


def too_deep() -> RefusedFile:
    """The refusal of elements that stand in one another without end."""
    message = f"In the file, more than {limits.DEPTH} tables, boxes or other pieces stand inside one another."
    return RefusedFile(message, _COPY)
