"""What stands in a starter of a template, and in which order: every field of its kind, sorted by section."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.templates.field_list import Section, TemplateField
from engine.templates.kinds import TemplateKind

_TWICE = ("statements[].", "themes[].statements[].")
"""Where the fields of a statement stand in a report: some in a table of all statements, all of them in its theme."""
_IN_TABLE_OF_ALL = tuple(_TWICE[0] + name for name in ("name", "view", "direction", "page"))
_MOST_COLUMNS = 7
_MARGINS = ("sheet.code", "sheet.fingerprint", "sheet.qr", "brief.internal", "marking", "council.logo")
"""What stands in the margins that a starter takes from the house, or above its title."""


@dataclass(slots=True)
class Node:
    """A step of the path to a field: the field itself, where one stands there, and what is below it."""

    step: str
    field: TemplateField | None = None
    below: dict[str, Node] = dataclasses.field(default_factory=dict)

    @property
    def tag(self) -> str:
        """How the field is typed; "" for a group of fields."""
        return self.field.tag if self.field else ""

    @property
    def label(self) -> str:
        """Its name as words."""
        words = self.step.removesuffix("[]").replace("_", " ")
        return words[:1].upper() + words[1:]

    @property
    def is_list(self) -> bool:
        return self.step.endswith("[]")

    @property
    def is_line(self) -> bool:
        """Whether it is one value within a text."""
        return not self.below and not self.is_list and self.tag in ("{{ }}", "{{r }}")

    @property
    def is_place_to_sign(self) -> bool:
        return self.step == "fields"

    def columns(self) -> list[Node]:
        """Of a list whose entries fit a row of a table, what stands in each cell; none of any other."""
        cells = [*self.below.values()]
        fits = self.is_list and cells and len(cells) <= _MOST_COLUMNS
        return cells if fits and all(one.is_line or one.is_joined for one in cells) else []

    @property
    def is_joined(self) -> bool:
        """Whether it is a list of plain values, which one cell can hold."""
        return self.is_list and not self.below and self.tag == "{{ }}"

    @property
    def heading(self) -> Node | None:
        """The field that names an entry of a list."""
        return next((self.below[name] for name in ("name", "heading", "title", "group") if name in self.below), None)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of a starter. title: "" where its first list gives each entry a heading of its own."""

    title: str
    nodes: tuple[Node, ...]


def chapters(kind: TemplateKind, sections: Iterable[Section]) -> Iterator[Chapter]:
    """The sections of a starter, without what stands above its title or in its margins."""
    trees = {section.title: _tree(_of_kind(section, kind)) for section in sections}
    whole = _tree([one for section in sections for one in _of_kind(section, kind)])
    seen: set[str] = set()
    for title, tree in trees.items():
        own = [whole[step] for step in tree if step not in seen]
        seen |= tree.keys()
        by_entry = [node for node in own if node.is_list and "anchor" in node.below]
        rest = tuple(node for node in own if node not in by_entry)
        yield from (Chapter("", (node,)) for node in by_entry)
        if rest:
            words = title.rpartition(": ")[2].partition(", in ")[0]
            yield Chapter(words[:1].upper() + words[1:], rest)


def _of_kind(section: Section, kind: TemplateKind) -> list[tuple[str, TemplateField]]:
    """The fields of a section that a template of this kind has, each at the one path where a starter prints it."""
    found = []
    for one in section.fields:
        paths = [path for template, path in one.paths if template == kind and path not in _MARGINS]
        if any(path.startswith(_TWICE[1]) for path in paths):
            paths = [
                path for path in paths if not path.startswith(_TWICE[0]) or path[len(_TWICE[0]) :] in _IN_TABLE_OF_ALL
            ]
        found += [(path, one) for path in paths]
    return found


def _tree(fields: Iterable[tuple[str, TemplateField]]) -> dict[str, Node]:
    """Fields by the steps of their paths, in the order in which they came."""
    top: dict[str, Node] = {}
    for path, one in fields:
        level, node = top, None
        for step in path.split("."):
            node = level.setdefault(step, Node(step))
            level = node.below
        if node is not None:
            node.field = one
    return top


def opening(node: Node) -> str:
    """The tag that begins what is there only for some: a loop or a condition."""
    assert node.field is not None
    return node.field.written.partition(" %}")[0] + " %}"
