"""A template as one walk sees it: its parts, their paragraphs, and every tag with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from engine.findings import Place
from engine.inspection.tags import Stray, Typed, read_tags
from engine.templates.places import names_of_parts, part_name
from engine.word.looks import Looks
from engine.word.names import W_P, W_T, W_TC, W_TR, W_VAL, qn
from engine.word.package import STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import Trails

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = qn("w:txbxContent")
CONTROL = qn("w:sdt")
_ALIAS = f"{qn('w:sdtPr')}/{qn('w:alias')}"


@dataclass(frozen=True, slots=True, eq=False)
class TypedLine:
    """A paragraph: its own text, and the w:t elements it is made of with where each begins."""

    element: etree._Element
    text: str
    pieces: tuple[etree._Element, ...]
    starts: tuple[int, ...]

    def pieces_of(self, start: int, end: int) -> tuple[etree._Element, ...]:
        """The w:t elements that hold the letters from start to end."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return self.pieces[max(first, 0) : last]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tag:
    """A tag of a part. order: its place among everything in the part. held: the element that holds its first letter.

    attribute: the name of the attribute it stands in; empty for one in a text.
    """

    part: TemplatePart
    typed: Typed
    order: int
    held: etree._Element
    line: TypedLine | None
    attribute: str = ""

    @property
    def at(self) -> tuple[int, int]:
        """Its place among all tags and elements of the part, for putting them in order."""
        return self.order, self.typed.start

    @property
    def where(self) -> str:
        """Its place in words, the tag as typed included."""
        return " › ".join((*self.part.steps(self.held), *self.attribute_step, self.typed.text))

    @property
    def attribute_step(self) -> tuple[str, ...]:
        return (_ATTRIBUTES.get(self.attribute, self.attribute),) if self.attribute else ()


_ATTRIBUTES = {
    "descr": "alternative text",
    "title": "title of a picture",
    "name": "name of a picture or bookmark",
    "alt": "alternative text",
    "instr": "field code",
    "instrText": "field code",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class TemplatePart:
    """One part that is rendered. called: by readers, nothing for the body.

    orders: its elements, counted as they stand. attributes: those with brackets of tags, as element, name and value.
    """

    name: str
    called: str
    root: etree._Element
    styles: Styles
    lines: tuple[TypedLine, ...]
    orders: Mapping[etree._Element, int]
    attributes: tuple[tuple[etree._Element, str, str], ...]

    @cached_property
    def trails(self) -> Trails:
        """Where its elements stand, found out once for all."""
        return Trails(self.styles)

    @cached_property
    def line_of(self) -> Mapping[etree._Element, TypedLine]:
        """Its lines by their paragraphs."""
        return {line.element: line for line in self.lines}

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag, in the order in which they are rendered."""
        found = [tag for line in self.lines for tag in _tags(self, line)]
        found += [tag for attribute in self.attributes for tag in _attribute_tags(self, *attribute)]
        return tuple(sorted(found, key=lambda tag: tag.at))

    @property
    def strays(self) -> Iterator[tuple[TypedLine, Stray]]:
        """Closing brackets that close nothing, with their paragraphs."""
        return ((line, one) for line in self.lines for one in read_tags(line.text) if isinstance(one, Stray))

    @property
    def is_body(self) -> bool:
        return self.name == "word/document.xml"

    @property
    def is_header_or_footer(self) -> bool:
        return part_name(self.name) in ("header", "footer")

    def steps(self, element: etree._Element) -> list[str]:
        """Where an element stands: part, headings, table cell, text box, content control."""
        steps = [self.called, self.trails.of(element)]
        for around in element.iterancestors(TEXT_BOX, CONTROL):
            if around.tag == TEXT_BOX:
                steps.append("text box")
            else:
                alias = around.find(_ALIAS)
                name = "" if alias is None else f' "{alias.get(W_VAL)}"'
                steps.append(f"content control{name}")
        return [step for step in steps if step]

    def where(self, element: etree._Element, *more: str) -> str:
        """The place of an element in words."""
        return " › ".join([*self.steps(element), *(step for step in more if step)])


@dataclass(frozen=True)
class TemplateWalk:
    """A whole template. place: its file."""

    package: Package
    place: Place

    @cached_property
    def styles(self) -> Styles:
        return read_styles(self.package.parts[STYLES])

    @cached_property
    def looks(self) -> Looks:
        return Looks(self.package.xml(STYLES))

    @cached_property
    def parts(self) -> tuple[TemplatePart, ...]:
        """The parts that are rendered, the body first."""
        names = sorted(self.package.texts(), key=lambda name: (name != "word/document.xml", name))
        called = names_of_parts(self.package)
        return tuple(_read_part(name, called(name), self.package.xml(name), self.styles) for name in names)

    @property
    def tags(self) -> Iterator[Tag]:
        return (tag for part in self.parts for tag in part.tags)

    def at(self, where: str) -> Place:
        """A place in this file."""
        return Place(self.place.file, where)


def _read_part(name: str, called: str, root: etree._Element, styles: Styles) -> TemplatePart:
    texts: dict[etree._Element, list[etree._Element]] = {}
    orders: dict[etree._Element, int] = {}
    attributes: list[tuple[etree._Element, str, str]] = []
    for element in _visible(root):
        orders[element] = len(orders)
        if element.tag == W_P:
            texts[element] = []
        elif element.tag == W_T:
            paragraph = next(element.iterancestors(W_P), None)
            if paragraph is not None:
                texts[paragraph].append(element)
        elif element.tag == qn("w:instrText") and "{" in (element.text or ""):
            attributes.append((element, "instrText", element.text or ""))
        for key, value in element.attrib.items():
            if "{{" in value or "{%" in value:
                attributes.append((element, etree.QName(key).localname, str(value)))
    lines = tuple(_line(paragraph, found) for paragraph, found in texts.items())
    return TemplatePart(
        name=name,
        called=called,
        root=root,
        styles=styles,
        lines=lines,
        orders=orders,
        attributes=tuple(attributes),
    )


def _visible(root: etree._Element) -> Iterator[etree._Element]:
    """Every element but those Word keeps for older programs: what a text box holds would be told twice."""
    yield root
    for child in root:
        if isinstance(child.tag, str) and child.tag != _FALLBACK:
            yield from _visible(child)


def _line(paragraph: etree._Element, found: list[etree._Element]) -> TypedLine:
    starts, text = [], ""
    for piece in found:
        starts.append(len(text))
        text += piece.text or ""
    return TypedLine(paragraph, text, tuple(found), tuple(starts))


def _tags(part: TemplatePart, line: TypedLine) -> Iterator[Tag]:
    if "{" not in line.text:
        return
    for one in read_tags(line.text):
        if isinstance(one, Typed):
            held = line.pieces_of(one.start, one.start + 1)[0]
            yield Tag(part=part, typed=one, order=part.orders[held], held=held, line=line)


def _attribute_tags(part: TemplatePart, element: etree._Element, name: str, value: str) -> Iterator[Tag]:
    for one in read_tags(value):
        if isinstance(one, Typed):
            yield Tag(part=part, typed=one, order=part.orders[element], held=element, line=None, attribute=name)


def nearest(element: etree._Element, kind: str) -> etree._Element | None:
    """The paragraph, row or cell (p, tr, tc) an element stands in."""
    if kind == "p" and element.tag == W_P:
        return element
    return next(element.iterancestors({"p": W_P, "tr": W_TR, "tc": W_TC}[kind]), None)
