"""Fields of Word: what they show is text, what they hold is not; some show what the report cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field

from lxml import etree

from engine.findings import Finding, Place, error, warning
from engine.whole_numbers import whole_number
from engine.word.names import W_FIELD, W_INSTRUCTION, W_VAL, qn

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_SLIPPED = re.compile(r"\\(.)")
_DATES = frozenset(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"))
_CROSS_REFERENCES = frozenset(("REF", "PAGEREF", "NOTEREF", "STYLEREF", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"))
_OF_A_MERGE = frozenset(
    ("MERGEFIELD", "ADDRESSBLOCK", "GREETINGLINE", "NEXT", "NEXTIF", "SKIPIF", "MERGEREC", "MERGESEQ")
)
_NOT_RUN = re.compile("«[^«»]*»")
_SHOWN_BY_WORD_ALONE = {
    "EQ": ("an equation", "Write it in words or figures, such as 3/4."),
    "ADVANCE": ("text that a field moves on the page", "Type it in its place."),
    "BARCODE": ("a bar code", "Put it in as a picture with alternative text."),
    "DISPLAYBARCODE": ("a bar code", "Put it in as a picture with alternative text."),
    "MERGEBARCODE": ("a bar code", "Put it in as a picture with alternative text."),
} | dict.fromkeys(
    ("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    ("a number that Word counts by itself", "Type the number."),
)
"""Fields that hold no text of what they show."""
_BROKEN = re.compile(
    r"Error! [A-Z][^.]{0,80}\.?|Error: Reference source not found|"
    r"!(?:Syntax Error|Undefined Bookmark|Zero Divide|Missing Operator|Unexpected End of Formula)[^.]{0,40}"
)
"""What Word and LibreOffice write where a field cannot show what it was made for."""
_BUTTONS = frozenset(("MACROBUTTON", "GOTOBUTTON"))
TICKED, NOT_TICKED = "☒", "☐"


@dataclass(slots=True, eq=False)
class Field:
    """A field as a document has it. begin: its first mark; code and shown: what it holds and what it shows.

    unseen: what stands between its beginning and its middle, which is not seen.
    """

    begin: etree._Element
    _: KW_ONLY
    code: str = ""
    shown: str = ""
    shows: bool = False
    unseen: list[etree._Element] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals."""
        return (self.code.split() or [""])[0].upper()


class Fields:
    """Where a walk over the runs of a paragraph stands: inside the code of a field, in what it shows, or in none."""

    def __init__(self) -> None:
        self.open: list[Field] = []

    def go_past(self, child: etree._Element) -> Field | None:
        """Take note of a part of a run: the begin, middle, end or code of a field. Gives a field that ends."""
        if child.tag == W_INSTRUCTION and self.open:
            self.open[-1].code += child.text or ""
        elif child.tag == W_FIELD:
            kind = child.get(qn("w:fldCharType"))
            if kind == "begin":
                self.open.append(Field(child))
            elif kind == "separate" and self.open:
                self.open[-1].shows = True
            elif kind == "end" and self.open:
                return self.open.pop()
        return None

    @property
    def in_code(self) -> bool:
        """Whether what stands here is not seen."""
        return any(not one.shows for one in self.open)

    @property
    def link(self) -> str:
        """The address of the innermost HYPERLINK field around, if any."""
        return next((found for one in reversed(self.open) if (found := link_of(one.code))), "")


def link_of(code: str) -> str:
    """The address in the code of a HYPERLINK, with or without quotation marks; empty for one inside the document."""
    words = _words(code)
    if not words or words[0][0].upper() != "HYPERLINK":
        return ""
    address = place = ""
    ahead = iter(words[1:])
    for word, is_quoted in ahead:
        if is_quoted or not word.startswith("\\"):
            address = address or word
        elif word.lower() in ("\\l", "\\o", "\\t"):
            value = next(ahead, ("", False))[0]
            place = value if word.lower() == "\\l" else place
    return f"{address}#{place}" if address and place else address


def without_result(found: Field) -> str | None:
    """What a field shows that has no text of its own: a box ticked or not, the entry chosen, a button; else None.

    The character of a SYMBOL is symbol_of's to give.
    """
    if found.name == "FORMCHECKBOX":
        return TICKED if _is_ticked(found.begin) else NOT_TICKED
    if found.name == "FORMDROPDOWN":
        return _chosen(found.begin)
    if found.name in _BUTTONS:
        return " ".join(word for word, _ in _words(found.code)[2:])
    return None


def symbol_of(code: str) -> tuple[str, str] | None:
    """The code in hexadecimal and the font of a SYMBOL; None for any other field."""
    words = [word for word, _ in _words(code)]
    if len(words) < 2 or words[0].upper() != "SYMBOL":
        return None
    font = next((words[n + 1] for n, word in enumerate(words[:-1]) if word.lower() == "\\f"), "")
    try:
        number = int(words[1], 0) if not words[1].startswith("0") or "x" in words[1].lower() else int(words[1])
    except ValueError:
        return "", font
    return f"{number:04X}", font


def field_findings(found: Field, place: Place) -> Iterator[Finding]:
    """I-44 for what Word fills in by itself, I-12 for what it shows and no text holds."""
    if found.name in _OF_A_MERGE and (_NOT_RUN.search(found.shown) or not found.shown.strip()):
        words = found.shown.strip() or "".join(f"«{word}»" for word, _ in _words(found.code)[1:2])
        message = f"Here stands {words or 'a field'} of a mail merge that was never run."
        yield error("I-44", place, message, "Write the words themselves, or run the merge in Word and use its result.")
    elif found.name in _SHOWN_BY_WORD_ALONE:
        what, fix = _SHOWN_BY_WORD_ALONE[found.name]
        held = " ".join(found.code.split()[1:])
        told = f"{what} ({held[:40]})" if held else what
        yield error("I-12", place, f"Here stands {told}, which does not reach the report.", fix)
    elif found.name in _CROSS_REFERENCES and not _BROKEN.search(found.shown):
        message = "Here stands a cross-reference; headings, pages and figures have other numbers in the report."
        yield warning("I-44", place, message, "Say in words what you refer to.")
    elif found.name in _DATES:
        message = "Here stands a date that Word fills in by itself; the report prints the one that was saved."
        yield warning("I-44", place, message, "Type the date as words, such as 14 March 2026.")


def broken_findings(text: str, place: Place) -> Iterator[Finding]:
    """I-44 for what a field left where it could not show what it was made for."""
    if broken := _BROKEN.search(text):
        message = f'Here stands "{broken[0]}": Word did not find what it was to put here.'
        yield error("I-44", place, message, "Write the words themselves, or take them out.")


def _words(code: str) -> Sequence[tuple[str, bool]]:
    """The words of a field's code, and whether each was in quotation marks."""
    found = _TOKEN.finditer(code)
    return [
        (match[3], False) if match[3] is not None else (_SLIPPED.sub(r"\1", match[1] or match[2] or ""), True)
        for match in found
    ]


def _is_ticked(begin: etree._Element) -> bool:
    for name in ("w:checked", "w:default"):
        state = next(begin.iter(qn(name)), None)
        if state is not None:
            return state.get(W_VAL, "1") not in ("0", "false", "off")
    return False


def _chosen(begin: etree._Element) -> str:
    """The entry that is chosen in a drop-down list; the first one where none is said to be."""
    entries = [str(entry.get(W_VAL, "")) for entry in begin.iter(qn("w:listEntry"))]
    for name in ("w:result", "w:default"):
        chosen = next(begin.iter(qn(name)), None)
        value = None if chosen is None else whole_number(chosen.get(W_VAL))
        if value is not None and value < len(entries):
            return entries[value]
    return entries[0] if entries else ""
