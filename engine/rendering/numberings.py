"""Numberings of a document for the lists that people wrote: each item shows the number that its writer saw."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml import parse_xml
from lxml import etree

from engine.model.story import Numbered, Paragraph
from engine.templates.template import TemplateDocument
from engine.whole_numbers import whole_number
from engine.word.names import NAMESPACES, W_VAL, qn

_OF_THE_HOUSE = frozenset((("decimal", "%1"), ("decimal", "%1.")))
"""Plain figures: the template's own numbers, with whatever the template puts behind them."""
_LIVE = frozenset(("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"))
"""Forms that Word and LibreOffice count alike; an item in any other has its number as words."""
_LETTER, _GAP = 115, 100
"""The width of a letter of a bold number and the space behind it, in twentieths of a point."""
_ID, _ABSTRACT_ID, _LEFT, _HANGING = (qn(f"w:{name}") for name in ("numId", "abstractNumId", "left", "hanging"))


class Numberings:
    """Makes the numberings of one document, in the template's own styles of lists."""

    def __init__(self, document: TemplateDocument) -> None:
        self.document = document
        self.lists: dict[tuple[str, ...], tuple[int, int]] = {}
        """Of each list by what tells it from others: its numbering, and the number of its next item."""
        self.abstract: dict[tuple[str, ...], str] = {}

    def of(self, item: Paragraph, style: str) -> int:
        """The numbering of the next item of a list. A list begins with 1 where the form defines no number."""
        number = item.number
        form = _form(number)
        key = (item.place.file, str(item.list_number), style, *form)
        made, following = self.lists.get(key, (0, 0))
        value = following or 1 if number is None else number.value
        if not made or value != following:
            made = self._new(style, form, number, value)
        self.lists[key] = made, value + 1
        return made

    def _new(self, style: str, form: tuple[str, str], number: Numbered | None, start: int) -> int:
        root = self.document.docx.part.numbering_part.element
        base = self._base(style, root)
        if form not in _OF_THE_HOUSE:
            base = self._abstract(style, form, number, base, root)
        made = max(whole_number(num.get(_ID)) or 0 for num in root.findall(qn("w:num"))) + 1
        root.findall(qn("w:num"))[-1].addnext(
            parse_xml(
                f'<w:num xmlns:w="{NAMESPACES["w"]}" w:numId="{made}"><w:abstractNumId w:val="{base}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
        return made

    def _base(self, style: str, root: etree._Element) -> str:
        """The template's own definition of the list of a style."""
        template = self.document.template
        own = self.document.docx.part.styles.element.xpath(
            f'w:style[@w:styleId="{template.styles.id_of(style)}"]/w:pPr/w:numPr/w:numId/@w:val'
        )
        found = (num.find(_ABSTRACT_ID) for num in root.findall(qn("w:num")) if num.get(_ID) in own)
        base = next((str(one.get(W_VAL)) for one in found if one is not None), None)
        if base is None:
            raise template.without_numbering(style)
        return base

    def _abstract(
        self, style: str, form: tuple[str, str], number: Numbered | None, base: str, root: etree._Element
    ) -> str:
        """A definition like the template's own, whose numbers are written as in the form."""
        key = (style, *form)
        if key in self.abstract:
            return self.abstract[key]
        every = root.findall(qn("w:abstractNum"))
        made = deepcopy(next(one for one in every if one.get(_ABSTRACT_ID) == base))
        name = str(max(whole_number(one.get(_ABSTRACT_ID)) or 0 for one in every) + 1)
        made.set(_ABSTRACT_ID, name)
        for own in ("w:nsid", "w:tmpl", "w:styleLink"):
            for element in made.findall(qn(own)):
                made.remove(element)
        for level in made.findall(qn("w:lvl")):
            _write_as(level, form, number.label if number else "")
        every[-1].addnext(made)
        self.abstract[key] = name
        return name


def _write_as(level: etree._Element, form: tuple[str, str], label: str) -> None:
    """Have a level number as in the form; without the link to a style, which has its own numbers."""
    for element in level.findall(qn("w:pStyle")):
        level.remove(element)
    for name, value in (("w:numFmt", form[0]), ("w:lvlText", form[1])):
        for element in level.findall(qn(name)):
            element.set(W_VAL, value)
    _make_room(level, label)


def _form(number: Numbered | None) -> tuple[str, str]:
    """How a number is written, and the words around it; all of it as words where programs count in different ways."""
    if number is None:
        return "decimal", "%1"
    return (number.form, number.words) if number.form in _LIVE else ("none", number.label)


def _make_room(level: etree._Element, label: str) -> None:
    """Set the words beside a number further in, where the number is long."""
    indent = next(level.iter(qn("w:ind")), None)
    if indent is None:
        return
    left, hanging = (whole_number(indent.get(name)) or 0 for name in (_LEFT, _HANGING))
    wanted = max(hanging, (len(label) + 1) * _LETTER + _GAP) if len(label) > 2 else hanging
    indent.set(_LEFT, str(left - hanging + wanted))
    indent.set(_HANGING, str(wanted))
