"""A drawing alone in a document that is written here, for the program that draws it.

The program gets nothing of the file that arrived but the drawing: its shapes and words, its pictures, looked at by
Pillow, the figures that its chart shows, and the styles and colours of the form. Each part is cleared.
"""

from __future__ import annotations

import copy
import hashlib
import math
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.opc.rel import _Relationship
from lxml import etree

from engine.foreign.metafile import metafile
from engine.foreign.picture import printable
from engine.foreign.refusal import RefusedFile
from engine.sources.drawings.canvas import as_group
from engine.sources.drawings.cleared import STRICT, cleared
from engine.sources.drawings.found import NotCarried, WholeDrawing, linked_picture
from engine.sources.drawings.names import DRAWING, DSP, PICT, WP, A, V, W
from engine.sources.drawings.vml import style_of
from engine.word.names import NAMESPACES, TWIPS_PER_MM
from engine.word.package import Package, to_bytes

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAID_OUT = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
_TYPE = "application/vnd.openxmlformats-officedocument"
_PARTS = {
    f"{_OFFICE}/chart": ("charts/chart", f"{_TYPE}.drawingml.chart+xml"),
    f"{_OFFICE}/chartUserShapes": ("drawings/drawing", f"{_TYPE}.drawingml.chartshapes+xml"),
    f"{_OFFICE}/themeOverride": ("theme/override", f"{_TYPE}.themeOverride+xml"),
    f"{_OFFICE}/diagramData": ("diagrams/data", f"{_TYPE}.drawingml.diagramData+xml"),
    f"{_OFFICE}/diagramLayout": ("diagrams/layout", f"{_TYPE}.drawingml.diagramLayout+xml"),
    f"{_OFFICE}/diagramQuickStyle": ("diagrams/style", f"{_TYPE}.drawingml.diagramStyle+xml"),
    f"{_OFFICE}/diagramColors": ("diagrams/colors", f"{_TYPE}.drawingml.diagramColors+xml"),
    _LAID_OUT: ("diagrams/drawing", "application/vnd.ms-office.drawingml.diagramDrawing+xml"),
}
"""What a drawing may be made of, by the kind of relation that leads to it: how it is called here, and its type."""
_MOST_PARTS, _DEEPEST = 200, 4
_PICTURES = {b"\x89PNG": ("png", "image/png"), b"\xff\xd8": ("jpeg", "image/jpeg"), b"GIF8": ("gif", "image/gif")} | {
    b"BM": ("bmp", "image/bmp"),
    b"II": ("tiff", "image/tiff"),
    b"MM": ("tiff", "image/tiff"),
}
MARGIN = 15.0
"""Millimetres around a drawing, for what stands out of its frame."""
_PLACED = ("position", "left", "top", "margin-left", "margin-top", "margin-right", "margin-bottom", "z-index")


class CannotStandAloneError(Exception):
    """A drawing that cannot be drawn by itself. told: what is told of it."""

    def __init__(self, told: NotCarried) -> None:
        super().__init__(told.what)
        self.told = told


@dataclass(frozen=True, slots=True)
class Alone:
    """A Word file with nothing in it but a drawing. identity: what tells the drawing from any other."""

    document: bytes
    identity: str


def alone(whole: WholeDrawing, document: WordDocument) -> Alone:
    """A drawing of a form's text by itself. Raises CannotStandAloneError, and of damage what lxml does."""
    parcel = _Parcel()
    drawing = copy.deepcopy(whole.element)
    if drawing.tag != DRAWING:
        drawing.tag = PICT  # what is embedded shows itself by a shape, as a drawing of old does
    run = etree.Element(f"{W}r")
    run.append(drawing)
    cleared(run, parcel.relations_of(document.part, "document.xml"))
    if drawing.tag == PICT:
        _unplaced(drawing)
    else:
        _in_line(drawing)
        as_group(drawing)
    identity = hashlib.sha256(etree.tostring(drawing, method="c14n"))
    for name in sorted(parcel.parts):
        identity.update(hashlib.sha256(parcel.parts[name]).digest())
    parcel.of_the_form(document)
    return Alone(parcel.write(run, whole), identity.hexdigest())


@dataclass(slots=True)
class _Parcel:
    """The parts that go along. parts, types: by name below word/; relations: by the part that has them."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    named: dict[tuple[str, str], str] = field(default_factory=dict)

    def relations_of(self, part: Part, name: str, depth: int = 0) -> _Relations:
        return _Relations(self, part, name, depth)

    def add(self, of: str, kind: str, data: bytes, name: str, type_: str) -> str:
        """Put a part in, related from another; its new id."""
        if len(self.parts) >= _MOST_PARTS:
            raise CannotStandAloneError(NotCarried("a drawing of more parts than penholder draws", "Make it simpler."))
        self.parts[name], self.types[name] = data, type_
        held = self.relations.setdefault(of, [])
        held.append((f"rId{len(held) + 1}", kind, name))
        return held[-1][0]

    def of_the_form(self, document: WordDocument) -> None:
        """The form's styles and colours, without which a drawing would look otherwise."""
        for kind, name, type_ in (
            (RELATIONSHIP_TYPE.STYLES, "styles.xml", f"{_TYPE}.wordprocessingml.styles+xml"),
            (RELATIONSHIP_TYPE.THEME, "theme/theme1.xml", f"{_TYPE}.theme+xml"),
        ):
            related = (r.target_part for r in document.part.rels.values() if not r.is_external and r.reltype == kind)
            if part := next(related, None):
                root = cleared(etree.fromstring(part.blob, STRICT), lambda _old, _tag: None)
                self.add("document.xml", kind, to_bytes(root), name, type_)

    def write(self, run: etree._Element, whole: WholeDrawing) -> bytes:
        side = math.hypot(whole.frame.width, whole.frame.height) + 2 * MARGIN
        twips, edge = round(side * TWIPS_PER_MM), round(MARGIN * TWIPS_PER_MM)
        around = "".join(f' w:{name}="{edge}"' for name in ("top", "right", "bottom", "left"))
        body = (
            f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body><w:p><w:pPr><w:spacing w:before="0" w:after="0" '
            f'w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
            f'</w:pPr></w:p><w:sectPr><w:pgSz w:w="{twips}" w:h="{twips}"/><w:pgMar{around} w:header="0" w:footer="0" '
            'w:gutter="0"/></w:sectPr></w:body></w:document>'
        )
        root = etree.fromstring(body.encode())
        root[0][0].append(run)
        parts = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")], ""),
        }
        parts["word/document.xml"] = to_bytes(root)
        parts |= {f"word/{name}": data for name, data in self.parts.items()}
        for name, held in self.relations.items():
            folder, _, file = f"word/{name}".rpartition("/")
            parts[f"{folder}/_rels/{file}.rels"] = _relations(held, "/word/")
        return Package(parts).write()

    def _content_types(self) -> bytes:
        types = {"document.xml": f"{_TYPE}.wordprocessingml.document.main+xml", **self.types}
        each = "".join(f'<Override PartName="/word/{name}" ContentType="{kind}"/>' for name, kind in types.items())
        default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        return f'<Types xmlns="{_PACKAGE}/content-types">{default}{each}</Types>'.encode()


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class _Relations:
    """What may stay of the relations of a part, by their old ids; each is taken along when it is first asked for."""

    parcel: _Parcel
    part: Part
    name: str
    depth: int

    def __call__(self, old: str, tag: str) -> str | None:
        key = (self.name, old)
        if key not in self.parcel.named and (new := self._new(old, tag)) is not None:
            self.parcel.named[key] = new
        return self.parcel.named.get(key)

    def _new(self, old: str, tag: str) -> str | None:
        relation = self.part.rels.get(old)
        if tag in (f"{A}blip", f"{V}imagedata", f"{V}fill"):
            return self._picture(relation)
        if relation is None or relation.is_external or relation.reltype not in _PARTS or self.depth > _DEEPEST:
            return None
        called, type_ = _PARTS[relation.reltype]
        name = f"{called}{len(self.parcel.parts) + 1}.xml"
        new = self.parcel.add(self.name, relation.reltype, b"", name, type_)
        target = relation.target_part
        inside = _Relations(self.parcel, target, name, self.depth + 1)
        root = cleared(etree.fromstring(target.blob, STRICT), inside)
        self._laid_out(root)
        self.parcel.parts[name] = to_bytes(root)
        return new

    def _picture(self, relation: _Relationship | None) -> str | None:
        if relation is None:
            return None
        if relation.is_external:
            raise CannotStandAloneError(linked_picture())
        blob = relation.target_part.blob
        if (listed := metafile(blob)) is not None:
            return self._media(listed.data, listed.kind, f"image/x-{listed.kind}")
        try:
            data = printable(blob)
        except RefusedFile as refused:
            what = "a drawing with a picture in it that cannot be printed"
            raise CannotStandAloneError(NotCarried(what, refused.fix)) from refused
        ending, type_ = next(
            (about for start, about in _PICTURES.items() if data.startswith(start)), ("png", "image/png")
        )
        return self._media(data, ending, type_)

    def _media(self, data: bytes, ending: str, type_: str) -> str:
        name = f"media/picture{len(self.parcel.parts) + 1}.{ending}"
        return self.parcel.add(self.name, RELATIONSHIP_TYPE.IMAGE, data, name, type_)

    def _laid_out(self, root: etree._Element) -> None:
        """A diagram's data name, by a relation of the text, how it was laid out last."""
        for named in root.iter(f"{DSP}dataModelExt"):
            document = _Relations(self.parcel, self.part, self.name, self.depth)
            new = document(named.get("relId", ""), str(named.tag))
            named.attrib.clear()
            if new is not None:
                named.set("relId", new)


def _in_line(drawing: etree._Element) -> None:
    """Make the drawing a letter of its line, whatever it floated beside."""
    old = next(drawing.iter(f"{WP}anchor", f"{WP}inline"), None)
    if old is None:
        raise CannotStandAloneError(NotCarried("a damaged drawing", "Put a picture of it in its place."))
    new = etree.Element(f"{WP}inline", {f"dist{side}": "0" for side in "TBLR"})
    for child in list(old):
        if child.tag in (f"{WP}extent", f"{WP}effectExtent", f"{WP}cNvGraphicFramePr", f"{A}graphic"):
            new.append(child)
    about = etree.Element(f"{WP}docPr", {"id": "1", "name": "Drawing"})
    new.insert(sum(child.tag in (f"{WP}extent", f"{WP}effectExtent") for child in new), about)
    for child in list(drawing):
        drawing.remove(child)
    drawing.append(new)


def _unplaced(pict: etree._Element) -> None:
    """The same for a drawing of old, whose shapes say where they stand."""
    for shape in pict:
        style = {name: value for name, value in style_of(shape).items() if name not in _PLACED and name[:4] != "mso-"}
        if style:
            shape.set("style", ";".join(f"{name}:{value}" for name, value in style.items()))


def _relations(held: list[tuple[str, str, str]], folder: str) -> bytes:
    each = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{folder}{name}"/>' for id_, kind, name in held)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'.encode()
