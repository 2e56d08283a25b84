"""The structure of a PDF as a screen reader goes through it: kinds, places and words of its elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, NumberTree, Object, Pdf

from engine.pdf.second_look.flaws import Flaw, Seen
from engine.pdf.second_look.rows import has_row_headings

_GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"}
_TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "NonStruct", "Private"}
_IN_LINES = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"}
_EASTERN = {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"}
_STANDARD = _GROUPS | _TABLES | _BLOCKS | _IN_LINES | _EASTERN | {"Figure", "Formula", "Form"}
"""The kinds of elements that every reader knows (ISO 32000-1, 14.8.4)."""

_ROWS = {"Table", "THead", "TBody", "TFoot"}
_BELONGS_IN = {"TR": _ROWS, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}}
_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_NEED_WORDS = {"Figure", "Formula"}

Id = tuple[int, int]
"""Of an object of the file."""


@dataclass(slots=True)
class Structure:
    """What was found. kinds: of each element that is reached from the root, by its id. seen: what is wrong."""

    kinds: dict[Id, str] = field(default_factory=dict)
    headings: int = 0
    holders: Counter[Id] = field(default_factory=Counter)
    """How many elements stand for each annotation."""
    seen: list[Seen] = field(default_factory=list)


def structure_of(pdf: Pdf, numbers: dict[Id, int]) -> Structure:
    """Every element once, in reading order. numbers: of pages, from 1, by their ids."""
    root = pdf.Root.get("/StructTreeRoot")
    found = Structure()
    if isinstance(root, Dictionary) and pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        _walk(root, numbers, found)
    if not found.kinds:
        found.seen.append((Flaw.NO_STRUCTURE, 0))
    return found


def _walk(root: Object, numbers: dict[Id, int], found: Structure) -> None:
    notes: set[str] = set()
    level = 0
    for element, kind, around, page, objects in _elements(root, _roles(root.get("/RoleMap", Dictionary()))):
        found.kinds[element.objgen] = kind
        if objects:
            found.holders.update(objects)
        flaws = list(_flaws(element, kind, around))
        if kind in _HEADINGS:
            flaws += [Flaw.SKIPPED_LEVEL] if _HEADINGS[kind] > level + 1 else []
            level = _HEADINGS[kind]
            found.headings += 1
        if kind == "Note":
            own = str(element.get("/ID", ""))
            flaws += [Flaw.NAMELESS_NOTE] if not own or own in notes else []
            notes.add(own)
        found.seen += [(flaw, numbers.get(page, 0)) for flaw in flaws]


def _flaws(element: Object, kind: str, around: str) -> Iterator[Flaw]:
    """What is wrong with an element by itself and with where it stands."""
    if kind not in _STANDARD:
        yield Flaw.UNKNOWN_ROLE
    if kind in _BELONGS_IN and around not in _BELONGS_IN[kind]:
        yield Flaw.MISPLACED_PART
    if kind == "Table" and not has_row_headings(element):
        yield Flaw.NO_ROW_HEADINGS
    if kind in _NEED_WORDS and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
        yield Flaw.SILENT_FIGURE


def owners_of(pdf: Pdf) -> dict[int, Object]:
    """What the numbers of pages and annotations stand for in the structure."""
    tree = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree")
    return dict(NumberTree(tree).items()) if isinstance(tree, Dictionary) else {}


class _Roles(dict[str, str]):
    """The kinds that a file names by itself, each led to one that every reader knows, or to none: then it is empty."""

    def __missing__(self, name: str) -> str:
        return name.removeprefix("/")


def _roles(mapped: Object) -> _Roles:
    given = {str(name).removeprefix("/"): str(kind).removeprefix("/") for name, kind in mapped.items()}
    roles = _Roles()
    for name in given:
        kind, passed = name, set()
        while kind in given and kind not in passed:
            passed.add(kind)
            kind = given[kind]
        is_sound = kind in _STANDARD and name not in _STANDARD  # what every reader knows may not become another kind
        roles[f"/{name}"] = kind if is_sound else ""
    return roles


_Waiting = list[tuple[Object, str, Id]]
"""Elements, the last first, each with the kind it stands in and the page on which that begins."""


def _elements(root: Object, roles: _Roles) -> Iterator[tuple[Object, str, str, Id, list[Id]]]:
    """Each element with its kind, the kind it stands in, its first page, and the annotations that it stands for."""
    passed: set[Id] = set()
    waiting, _ = _within(root, "", (0, 0))
    while waiting:
        element, around, page = waiting.pop()
        known = element.objgen
        if known in passed:
            continue  # a structure that holds itself has no end
        passed.add(known)
        own, kind = element.get("/Pg"), roles[str(element.S)]
        page = page if own is None else own.objgen
        inside, objects = _within(element, kind, page)
        yield element, kind, around, page, objects
        waiting += inside


def _within(element: Object, kind: str, page: Id) -> tuple[_Waiting, list[Id]]:
    """The elements in an element, and the annotations that it stands for."""
    kids = element.get("/K")
    inside: _Waiting = []
    objects: list[Id] = []
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, int) or not isinstance(kid, Dictionary):
            continue
        if "/S" in kid:
            inside.append((kid, kind, page))
        if "/Obj" in kid:
            objects.append(kid.Obj.objgen)
    inside.reverse()
    return inside, objects
