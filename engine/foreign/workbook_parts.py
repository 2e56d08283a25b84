"""The parts of a workbook beside its sheets, as a stream: which sheets there are, notes, the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils.datetime import from_ISO8601

from engine.foreign import limits
from engine.foreign.markup import namespaced_parser, parsed
from engine.foreign.refusal import RefusedFile
from engine.foreign.sheet_scan import SHEET_NAMESPACE

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_NEW = "Copy the filled rows into a new workbook, and put it here."


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it. relation: the id by which it names the sheet's part."""

    title: str
    relation: str
    is_hidden: bool


def listed_sheets(part: str, data: bytes, again: str) -> tuple[list[ListedSheet], bool]:
    """The sheets in their order, and whether days are counted from 1904. Raises RefusedFile."""
    sheets: list[ListedSheet] = []
    counts_from_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal counts_from_1904
        if name == f"{SHEET_NAMESPACE} sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            sheets.append(ListedSheet(attributes.get("name", ""), attributes.get(_R, ""), is_hidden))
            if len(sheets) > limits.SHEETS:
                raise RefusedFile(f"The workbook has more than {limits.SHEETS} sheets, which is the most.", _NEW)
        elif name == f"{SHEET_NAMESPACE} workbookPr":
            counts_from_1904 = attributes.get("date1904", "0") in ("1", "true")

    parser = namespaced_parser(part, again)
    parser.StartElementHandler = start
    parsed(parser, part, data, again)
    return sheets, counts_from_1904


def refuse_strange_notes(part: str, data: bytes, again: str) -> None:
    """Raises RefusedFile for notes without end, and for one that claims to be on many cells at once."""
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > limits.NOTES:
            raise RefusedFile("The workbook has more notes on its cells than anybody writes.", _NEW)
        if name == f"{SHEET_NAMESPACE} comment" and not attributes.get("ref", "").isalnum():
            raise RefusedFile(f"The file is damaged (in its part {part}).", again)

    parser = namespaced_parser(part, again)
    parser.StartElementHandler = start
    parsed(parser, part, data, again)


def when_saved(part: str, data: bytes, again: str) -> datetime | None:
    """When the workbook says that it was saved last; None where it does not say so in a way that can be read."""
    words: list[str] = []
    is_inside = False

    def start(name: str, _attributes: object) -> None:
        nonlocal is_inside
        is_inside = name.endswith(" modified")

    def end(_name: str) -> None:
        nonlocal is_inside
        is_inside = False

    def text(piece: str) -> None:
        if is_inside:
            words.append(piece)

    parser = namespaced_parser(part, again)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parsed(parser, part, data, again)
    try:
        saved = from_ISO8601("".join(words).strip())  # type: ignore[no-untyped-call]
    except (ValueError, TypeError):
        return None
    return saved if isinstance(saved, datetime) else None
