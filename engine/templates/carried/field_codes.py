"""The fields of a template: which may stand, which become plain words, and which are refused.

Word takes a field's code from many pieces: a simple field has it in an attribute, a complex one in as many runs as
somebody's editing has made, and other fields may stand in it, whose results become part of it. So the code is put
together before it is read, and its name may not come out of another field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from engine.findings import Finding, Place, error, info
from engine.templates.carried.addresses import may_be_followed
from engine.templates.places import Tell
from engine.word.names import NAMESPACES, W_FIELD, W_INSTRUCTION, W_T, qn

_LIVE_NAMES = (
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC INDEX XE TA TOA BIBLIOGRAPHY CITATION "
    "HYPERLINK QUOTE IF COMPARE SYMBOL EQ ADVANCE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT SHAPE "
    "FORMTEXT FORMCHECKBOX FORMDROPDOWN"
)
_FIXED_NAMES = "TITLE SUBJECT AUTHOR LASTSAVEDBY KEYWORDS COMMENTS DOCPROPERTY INFO DOCVARIABLE FILENAME"
_FETCHING = (
    "INCLUDEPICTURE INCLUDETEXT INCLUDE IMPORT LINK DDE DDEAUTO DATABASE RD EMBED AUTOTEXT AUTOTEXTLIST GLOSSARY"
)
_MACHINE = "USERNAME USERINITIALS USERADDRESS TEMPLATE"
_CLOCK = "DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME"
_LIVE = frozenset(_LIVE_NAMES.split())
"""Fields that say nothing but what the document itself holds."""
_HAS_FIELDS = etree.XPath("boolean(//@w:fldCharType) or boolean(//w:fldSimple)", namespaces=NAMESPACES)
FIXED = frozenset(_FIXED_NAMES.split())
"""Fields that become plain words in every document: what penholder says of it, else what the template shows."""
_NO_LINK_FIX = "Take the link out (right-click › Remove Hyperlink), or let it lead to a web or e-mail address."
_WORDS_FIX = "Delete the field, and write the words themselves."
_REFUSED = {
    **dict.fromkeys(
        _FETCHING.split(),
        (
            "A field fetches something from outside when Word updates it",
            "Delete the field, and put the text or the picture itself into the template.",
        ),
    ),
    **dict.fromkeys(_MACHINE.split(), ("A field tells who made or opened the document, or with what", _WORDS_FIX)),
    **dict.fromkeys(
        _CLOCK.split(),
        (
            "A field changes with the day on which the document is made or opened",
            "Put {{ document.date }} there, the date of this version.",
        ),
    ),
}
"""Fields that are refused with more to say than that they are on no list: what is wrong, and what to do."""
_NAME = re.compile(r"\s*([^\s\"\\]+)")
_ARGUMENT = re.compile(r"\\[a-z]\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s\\\"]\S*)?|\"((?:[^\"\\]|\\.)*)\"?|(\S+)", re.IGNORECASE)
_WITHOUT_ARGUMENT = re.compile(r"\\[mnh]\b", re.IGNORECASE)
_TYPE, _SIMPLE, _CODE = qn("w:fldCharType"), qn("w:fldSimple"), qn("w:instr")
_DELETED = qn("w:delInstrText")
_NESTED = "\0"
"""Stands in a code for another field, whose result would be put there."""


@dataclass(slots=True, eq=False, kw_only=True)
class TypedField:
    """A field as it is written. begin: the element it begins with. code: with a mark where other fields stand in it.

    around: the field it stands in. marks: what it is made of but for what it shows. shown: the words it shows now.
    """

    begin: etree._Element
    code: str = ""
    in_code: bool = True
    around: TypedField | None = None
    marks: list[etree._Element] = field(default_factory=list)
    shown: list[etree._Element] = field(default_factory=list)

    @property
    def name(self) -> str:
        """In capitals; empty where the code is; "=" for a formula."""
        match = _NAME.match(self.code)
        return "" if match is None else "=" if match[1].startswith("=") else match[1].upper()

    @property
    def is_composed(self) -> bool:
        """Whether its name, or where a link of it leads, comes out of another field."""
        return _NESTED in self.name or (self.name == "HYPERLINK" and _NESTED in self.code)

    @property
    def is_ended(self) -> bool:
        """Whether it ends: of one that does not, nobody can say what it shows."""
        return self.begin.tag == _SIMPLE or self.marks[-1].get(_TYPE) == "end"

    def take(self, element: etree._Element) -> None:
        """One more piece of it: a mark, a piece of its code, or of the words it shows."""
        if element.tag == W_T and not self.in_code:
            self.shown.append(element)
            return
        self.marks.append(element)
        if element.tag == W_FIELD:
            self.in_code = False
        elif self.in_code:
            self.code += element.text or ""

    @property
    def words(self) -> str:
        """The code, short and on one line."""
        return " ".join(self.code.replace(_NESTED, " … ").split())[:80]

    @property
    def address(self) -> str:
        """Where a link leads; empty where it leads to a place in the document."""
        rest = _WITHOUT_ARGUMENT.sub(" ", self.code[_end_of_name(self.code) :])
        for match in _ARGUMENT.finditer(rest):
            if match[1] is not None or match[2] is not None:
                return re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2]
        return ""


def _end_of_name(code: str) -> int:
    match = _NAME.match(code)
    return match.end() if match else 0


def typed_fields(root: etree._Element) -> Iterator[TypedField]:
    """Every field of a part, simple and complex, those too that begin and never end."""
    if not _HAS_FIELDS(root):
        return
    stack: list[TypedField] = []
    for element in root.iter(W_FIELD, W_INSTRUCTION, _DELETED, W_T, _SIMPLE):
        if not stack and element.tag == W_T and element.get(_TYPE) is None:
            continue  # thousands of texts stand in no field
        around = stack[-1] if stack else None
        if element.tag == _SIMPLE:
            yield _begun(element, around, element.get(_CODE, ""))
        elif element.get(_TYPE) == "begin":
            stack.append(_begun(element, around))
        elif around is not None:
            around.take(element)
            if element.get(_TYPE) == "end":
                yield stack.pop()
    yield from stack


def _begun(element: etree._Element, around: TypedField | None, code: str = "") -> TypedField:
    if around is not None and around.in_code:
        around.code += _NESTED
    return TypedField(begin=element, code=code, around=around, marks=[element])


def carried_fields(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """W-07 for each field that may not stand in a template; a note of each that becomes plain words."""
    for each in typed_fields(root):
        if each.code.strip():
            yield from _judged(each, partial(tell, each.begin))


def _judged(each: TypedField, place: Callable[[], Place]) -> Iterator[Finding]:
    """place: where it stands, asked for only where there is something to tell, since it takes long to find."""
    is_part = each.around is not None and each.around.in_code
    if each.is_composed:
        yield error("W-07", place(), f"What a field does comes out of other fields: {each.words}", _WORDS_FIX)
    elif each.name == "HYPERLINK" and not (may_be_followed(each.address) or "{{" in each.address):
        message = f"A link leads to a file, a folder or a program, not to a page: {each.words}"
        yield error("W-07", place(), message, _NO_LINK_FIX)
    elif each.name in FIXED and not is_part:
        message = f"The field {each.words} is printed as plain words, which no other machine changes."
        yield info("W-07", place(), message, "Nothing; or write the words, or a tag, in its place.")
    elif each.name not in _LIVE and each.name != "=":
        message, fix = _REFUSED.get(each.name, ("This field is none of those that a template may hold", _WORDS_FIX))
        yield error("W-07", place(), f"{message}: {each.words}", fix)
