"""The texts that the cells of a workbook share: read once, counted as often as cells refer to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from xml.sax.saxutils import escape

from engine.foreign import limits
from engine.foreign.markup import namespaced_parser, parsed
from engine.foreign.refusal import RefusedFile
from engine.foreign.sheet_scan import SHEET_NAMESPACE
from engine.foreign.words import refuse_endless_words
from engine.whole_numbers import whole_number

_TEXT, _ITEM, _READING, _RUN, _STRIKE = (f"{SHEET_NAMESPACE} {name}" for name in ("t", "si", "rPh", "r", "strike"))


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The texts by their numbers. struck: by number, as written, the words of a text that have a line through them."""

    texts: list[str]
    struck: dict[str, str]


def shared_texts(part: str, data: bytes, again: str) -> SharedTexts:
    """The texts; pieces that look otherwise are put together, readings (furigana) left out.

    Raises RefusedFile where the part is damaged, or holds more than anybody writes.
    """
    table = _Table()
    parser = namespaced_parser(part, again)
    parser.StartElementHandler, parser.EndElementHandler = table.start, table.end
    parser.CharacterDataHandler = table.text
    parsed(parser, part, data, again)
    return SharedTexts(table.texts, table.struck)


class _Table:
    """The handlers of a parser, and the texts they have found."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.elements = self.letters = self.readings = 0
        self.is_text = self.is_struck = False
        self.struck: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > limits.STRING_ELEMENTS or len(self.texts) > limits.STRINGS:
            message = f"The workbook has more than {limits.STRINGS:,} texts, or pieces of them, which is the most."
            raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")
        self.readings += name == _READING
        if name == _STRIKE:
            self.is_struck = attributes.get("val", "1") not in ("0", "false")
        elif name in (_RUN, _ITEM):
            self.is_struck = False
        self.is_text = name == _TEXT and not self.readings

    def end(self, name: str) -> None:
        self.is_text = False
        self.readings -= name == _READING
        if name == _ITEM:
            self.texts.append("".join(self.pieces))
            refuse_endless_words(self.texts[-1])
            self.pieces.clear()

    def text(self, words: str) -> None:
        if self.is_text:
            self.pieces.append(words)
            if self.is_struck:
                number = str(len(self.texts))
                self.struck[number] = self.struck.get(number, "") + words
            self.letters += len(words)
            if self.letters > limits.WORKBOOK_LETTERS:
                raise too_many_letters()


def letters_in_use(texts: list[str], uses: Counter[str]) -> int:
    """The letters of all cells that refer to texts."""
    total = 0
    for number, times in uses.items():
        place = whole_number(number.strip())
        total += len(texts[place]) * times if place is not None and place < len(texts) else 0
    return total


def too_many_letters() -> RefusedFile:
    """The refusal of a workbook whose cells say more than anybody reads."""
    message = f"The cells of the workbook come to more than {limits.WORKBOOK_LETTERS:,} letters, which is the most."
    return RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")


def plain_table(texts: list[str]) -> bytes:
    """The texts as a part of a workbook, without what they look like."""
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{SHEET_NAMESPACE}">{items}</sst>'.encode()
