"""What lies on a sheet of an Excel workbook and stands in no cell: text boxes, shapes, pictures, charts, controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from engine.foreign import limits
from engine.foreign.beside_cells import ListedControl
from engine.foreign.markup import namespaced_parser, parsed, too_deep
from engine.foreign.office_package import OfficePackage
from engine.foreign.refusal import RefusedFile
from engine.foreign.relations import Relation
from engine.foreign.start_tags import CellAt
from engine.whole_numbers import whole_number

_MOST_ELEMENTS = 200_000
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_OF_A_CONTROL = "compatExt"
_SHAPE_OF_VML = re.compile(r"_s(\d+)\Z")
_SHAPES_OF_VML = frozenset({"shape", "rect", "oval", "roundrect", "line", "polyline"})
_TICKED = frozenset({"checked", "1", "true"})
_LETTERS_TOLD = 2_000


class ObjectKind(StrEnum):
    """What lies on a sheet, as people call it."""

    TEXT_BOX = "text box"
    SHAPE = "shape"
    PICTURE = "picture"
    CHART = "chart"
    DIAGRAM = "diagram"
    CHECK_BOX = "check box"
    OPTION_BUTTON = "option button"
    LIST = "drop-down list"
    BUTTON = "button"
    FIELD = "control"
    EMBEDDED = "embedded object"
    INK = "ink drawing"
    MARGIN = "line in the margin of each printed page"


_CONTROLS = {
    "checkbox": ObjectKind.CHECK_BOX,
    "radio": ObjectKind.OPTION_BUTTON,
    "drop": ObjectKind.LIST,
    "list": ObjectKind.LIST,
    "button": ObjectKind.BUTTON,
    "gbox": ObjectKind.TEXT_BOX,
    "groupbox": ObjectKind.TEXT_BOX,
    "label": ObjectKind.TEXT_BOX,
    "rect": ObjectKind.SHAPE,
    "shape": ObjectKind.SHAPE,
    "pict": ObjectKind.EMBEDDED,
}
_SHAPES = {
    "sp": ObjectKind.SHAPE,
    "cxnSp": ObjectKind.SHAPE,
    "graphicFrame": ObjectKind.SHAPE,
    "pic": ObjectKind.PICTURE,
    "contentPart": ObjectKind.INK,
}
_GRAPHICS = {"chart": ObjectKind.CHART, "diagram": ObjectKind.DIAGRAM}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnObject:
    """Something on a sheet. words: what it says; at: the cell under its upper left corner, where that is known.

    name: what its program calls it, where people seldom look.

    is_ticked: of a check box or option button. linked: whether a cell says the same.
    """

    kind: ObjectKind
    words: str = ""
    at: CellAt | None = None
    is_ticked: bool | None = None
    linked: bool = False
    name: str = ""


def drawn_objects(
    package: OfficePackage, part: str, controls: Iterable[ListedControl], margins: Iterable[str]
) -> tuple[DrawnObject, ...]:
    """Everything that lies on the sheet of a part, in the order of its kinds. Raises RefusedFile for a damaged part."""
    relations = [relation for relation in package.relations(part) if not relation.is_external]
    found: list[DrawnObject] = []
    for relation in relations:
        if relation.kind.endswith("/drawing") and package.has(relation.target):
            found.extend(_of_drawing(package, relation.target))
    of_vml = {
        shape: each
        for relation in relations
        if relation.kind.endswith("/vmlDrawing") and package.has(relation.target)
        for shape, each in _of_vml(package, relation.target)
    }
    by_id = {relation.id: relation for relation in relations}
    for control in controls:
        drawn = of_vml.pop(control.shape, None)
        found.append(_of_control(package, control, by_id.get(control.relation), drawn))
    found.extend(of_vml.values())
    found.extend(
        DrawnObject(kind=ObjectKind.EMBEDDED)
        for relation in relations
        if relation.kind.endswith(("/oleObject", "/package")) and package.has(relation.target)
    )
    found.extend(DrawnObject(kind=ObjectKind.PICTURE) for relation in relations if relation.kind.endswith("/image"))
    found.extend(DrawnObject(kind=ObjectKind.MARGIN, words=words) for words in dict.fromkeys(margins) if words)
    return tuple(found)


def _of_control(
    package: OfficePackage, control: ListedControl, relation: Relation | None, drawn: DrawnObject | None
) -> DrawnObject:
    """A control by its own properties, with the words and the place that its drawing gives it."""
    said = drawn or DrawnObject(kind=ObjectKind.FIELD)
    at = control.at or said.at
    if relation is None or not relation.kind.endswith("/ctrlProp") or not package.has(relation.target):
        return replace(said, at=at)
    about: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" formControlPr"):
            about.update(attributes)

    _gone_through(package, relation.target, start)
    kind = _CONTROLS.get(about.get("objectType", "").lower(), said.kind)
    has_mark = kind in (ObjectKind.CHECK_BOX, ObjectKind.OPTION_BUTTON)
    ticked = about.get("checked", "").lower() in _TICKED if has_mark else None
    return replace(said, kind=kind, at=at, is_ticked=ticked, linked=bool(about.get("fmlaLink")))


@dataclass(slots=True, kw_only=True)
class _Shape:
    """A shape while it is read."""

    kind: ObjectKind
    words: list[str] = field(default_factory=list)
    title: str = ""
    name: str = ""
    relation: str = ""
    is_control: bool = False


@dataclass(slots=True, kw_only=True)
class _Drawing:
    """Takes the elements of a drawing, shape by shape. A choice between two branches is made for the first."""

    shapes: list[tuple[_Shape, CellAt | None]] = field(default_factory=list)
    open: list[_Shape] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    passed_over: int = 0
    corner: dict[str, str] = field(default_factory=dict)
    at: CellAt | None = None

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2]
        self.path.append(name)
        if self.passed_over or name == "Fallback":
            self.passed_over += 1
        elif name in _ANCHORS:
            self.at = None
            self.corner.clear()
        elif name in _SHAPES:
            self.open.append(_Shape(kind=_SHAPES[name]))
        elif self.open:
            self.of_shape(name, attributes)

    def of_shape(self, name: str, attributes: dict[str, str]) -> None:
        shape = self.open[-1]
        if name == "cNvPr":
            shape.title = attributes.get("descr", "") or attributes.get("title", "")
            shape.name = attributes.get("name", "")
        elif name == "cNvSpPr" and attributes.get("txBox") in ("1", "true"):
            shape.kind = ObjectKind.TEXT_BOX
        elif name == _OF_A_CONTROL:
            shape.is_control = True
        elif name == "graphicData":
            of_what = attributes.get("uri", "").rpartition("/")[2]
            shape.kind = _GRAPHICS.get(of_what, ObjectKind.SHAPE)
        elif name in ("chart", "relIds"):
            shape.relation = next((value for key, value in attributes.items() if key.endswith((" id", " dm"))), "")
        elif name in ("p", "br"):
            shape.words.append(" ")

    def text(self, words: str) -> None:
        if self.passed_over or not self.path:
            return
        if self.open and self.path[-1] == "t":
            self.open[-1].words.append(words)
        elif not self.open and self.path[-1] in ("row", "col") and "from" in self.path:
            self.corner[self.path[-1]] = self.corner.get(self.path[-1], "") + words

    def end(self, full_name: str) -> None:
        name = self.path.pop() if self.path else full_name
        if self.passed_over:
            self.passed_over -= 1
        elif name == "from":
            self.at = _place(self.corner.get("row", ""), self.corner.get("col", ""))
        elif name in _SHAPES and self.open:
            self.shapes.append((self.open.pop(), self.at))


def _place(row: str, column: str) -> CellAt | None:
    down, across = whole_number(row.strip()), whole_number(column.strip())
    return None if down is None or across is None else (down + 1, across + 1)


def _of_drawing(package: OfficePackage, part: str) -> Iterator[DrawnObject]:
    drawing = _Drawing()
    _gone_through(package, part, drawing.start, drawing.end, drawing.text)
    targets = {relation.id: relation.target for relation in package.relations(part) if not relation.is_external}
    for shape, at in drawing.shapes:
        if shape.is_control:
            continue
        words = " ".join("".join(shape.words).split())
        target = targets.get(shape.relation, "")
        if target and package.has(target):
            words = " ".join((words, *_words_of_graphic(package, target)))
        words = (words.strip() or shape.title.strip())[:_LETTERS_TOLD]
        yield DrawnObject(kind=shape.kind, words=words, at=at, name=shape.name)


def _words_of_graphic(package: OfficePackage, part: str) -> list[str]:
    """The titles of a chart, or the words of a diagram."""
    words: list[str] = []
    inside = False

    def start(name: str, _attributes: object) -> None:
        nonlocal inside
        inside = name.endswith(("/drawingml/2006/main t", "/drawingml/main t"))

    def end(_name: str) -> None:
        nonlocal inside
        inside = False

    def text(piece: str) -> None:
        if inside and piece.strip():
            words.append(piece.strip())

    _gone_through(package, part, start, end, text)
    return words


class _OldDrawing:
    """Takes the elements of a drawing of the older kind. shapes: the id of each, what is said about it, its words."""

    def __init__(self) -> None:
        self.shapes: list[tuple[str, dict[str, str], list[str]]] = []
        self.path: list[str] = []

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2].lower()
        self.path.append(name)
        if name in _SHAPES_OF_VML:
            self.shapes.append((attributes.get("id", ""), {}, []))
        elif name == "clientdata" and self.shapes:
            self.shapes[-1][1]["kind"] = attributes.get("ObjectType", "")

    def end(self, _name: str) -> None:
        self.path.pop()

    def text(self, piece: str) -> None:
        if not self.shapes:
            return
        _, about, words = self.shapes[-1]
        if "textbox" in self.path:
            words.append(piece)
        elif "clientdata" in self.path:
            about[self.path[-1]] = about.get(self.path[-1], "") + piece


def _of_vml(package: OfficePackage, part: str) -> Iterator[tuple[str, DrawnObject]]:
    """The shapes of the older kind of drawing, by their number: controls and shapes, but for those of notes."""
    drawing = _OldDrawing()
    try:
        _gone_through(package, part, drawing.start, drawing.end, drawing.text)
    except RefusedFile:  # Excel itself writes drawings of this kind that are no XML, for notes
        return
    for number, (name, about, words) in enumerate(drawing.shapes):
        kind = about.get("kind", "").lower()
        if kind != "note":
            found = _SHAPE_OF_VML.search(name)
            yield found[1] if found else f"vml {number}", _vml_object(kind, about, " ".join("".join(words).split()))


def _vml_object(kind: str, about: dict[str, str], words: str) -> DrawnObject:
    anchor = [piece.strip() for piece in about.get("anchor", "").split(",")]
    at = _place(anchor[2], anchor[0]) if len(anchor) == 8 else None
    of_kind = _CONTROLS.get(kind, ObjectKind.FIELD if kind else ObjectKind.SHAPE)
    has_mark = of_kind in (ObjectKind.CHECK_BOX, ObjectKind.OPTION_BUTTON)
    ticked = about.get("checked", "").strip().lower() in _TICKED if has_mark else None
    return DrawnObject(kind=of_kind, words=words[:_LETTERS_TOLD], at=at, is_ticked=ticked, linked="fmlalink" in about)


def _gone_through(
    package: OfficePackage,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part with these handlers. Raises RefusedFile where it is damaged, or larger than anybody draws."""
    count = depth = 0

    def counted(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > _MOST_ELEMENTS:
            message = "The drawings on a sheet are made of more pieces than anybody draws."
            raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")
        if depth > limits.DEPTH:
            raise too_deep()
        start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    parser = namespaced_parser(part, package.kind.again)
    parser.StartElementHandler, parser.EndElementHandler = counted, ended
    if text:
        parser.CharacterDataHandler = text
    parsed(parser, part, package.read(part), package.kind.again)
