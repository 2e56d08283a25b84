"""XML looked at as a stream, before a library makes a tree of it: how much it is, and that it asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from engine.foreign import limits
from engine.foreign.refusal import RefusedFile

_COPY = "Copy what matters into a new, empty file, and put that here."


@dataclass(slots=True, kw_only=True)
class MarkupTally:
    """What the parts of a file come to so far, against the most they may. Raises RefusedFile when it is passed."""

    most_elements: int
    most_letters: int
    again: str
    elements: int = 0
    letters: int = 0

    def add(self, part: str, data: bytes) -> None:
        """Count a part in. part: its name, for who is told that it is damaged."""
        room = data.count(b"<")  # never fewer than its elements, and it takes no time to know
        if room <= 2 * (self.most_elements - self.elements):
            self.elements += _walked(part, data, self)
            return
        self.elements += room // 2
        self.refuse_too_many()

    def refuse_too_many(self) -> None:
        """Raises RefusedFile where there are more elements, or letters, than there may be."""
        if self.elements > self.most_elements:
            message = (
                f"The file is made of more than {self.most_elements:,} pieces (paragraphs, pieces of text, cells and "
                "what they look like), which is the most that penholder reads."
            )
            raise RefusedFile(message, _COPY)
        if self.letters > self.most_letters:
            message = f"The file holds more than {self.most_letters:,} letters, which is the most that penholder reads."
            raise RefusedFile(message, "Split it, or leave out what is not needed here.")


def _walked(part: str, data: bytes, tally: MarkupTally) -> int:
    """The elements of a part."""
    elements = depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal elements, depth
        elements += 1
        depth += 1
        if depth > limits.DEPTH:
            raise too_deep()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def text(words: str) -> None:
        tally.letters += len(words)
        if tally.letters > tally.most_letters:
            tally.refuse_too_many()

    parser = parser_of(part, tally.again)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parsed(parser, part, data, tally.again)
    return elements


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
