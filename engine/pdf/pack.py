"""Finished PDFs merged into one that is as accessible as each of them: one structure, one form, one outline.

Merging by any tool at hand drops the tags of all files but the first, or leaves two fields under one name. So
structure, form, outline and page labels are joined here, object by object; pages are taken over as they are. A pack is
merged before anybody signs: to merge signed files would break every signature.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, OutlineItem, Pdf, String

from engine.model.placed_field import PlacedField
from engine.pdf.merge import Merging
from engine.pdf.saving import saved
from engine.word.signing_places import PACK_SCHEME


@dataclass(frozen=True, slots=True)
class PackPart:
    """A finished PDF of a pack. name: where links lead to; title: its bookmark; label: begins its page labels."""

    name: str
    title: str
    label: str
    pdf: bytes


def shifted(fields: Iterable[PlacedField], first: int) -> tuple[PlacedField, ...]:
    """The fields of a part as they lie in a pack where it begins on this page."""
    return tuple(replace(field, page=field.page + first - 1) for field in fields)


def make_pack(parts: Sequence[PackPart]) -> bytes:
    """The pack. What it says of itself, its language, profile and metadata are those of its first part."""
    with ExitStack() as opened:
        first, *others = [opened.enter_context(Pdf.open(io.BytesIO(part.pdf))) for part in parts]
        merged = _Merged(first, parts[0])
        for source, part in zip(others, parts[1:], strict=True):
            merged.join(source, part)
        return saved(merged.joined())


class _Merged:
    """A pack in the making: the file of its first part, in which the others are taken up."""

    def __init__(self, pack: Pdf, first: PackPart) -> None:
        self.pack = pack
        root = pack.Root.StructTreeRoot
        self.merging = Merging(pack)
        self.document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
        self.form: Object | None = pack.Root.get("/AcroForm")
        self.fields: list[Object] = [] if self.form is None else list(self.form.Fields)
        self.outline = [_outline(pack, first.title, list(pack.pages))]
        self.starts = [(first, 0)]
        """Each part, and the page from 0 on which it begins."""
        self.take_structure(root, first.title)

    def joined(self) -> Pdf:
        """The pack, when every part is in it."""
        self.pack.Root.StructTreeRoot.K = self.document
        self.write_form()
        with self.pack.open_outline() as outline:
            outline.root[:] = self.outline
        _label_pages(self.pack, self.starts)
        _lead_links(self.pack, {part.name: self.pack.pages[start] for part, start in self.starts})
        self.pack.Root.PageMode = Name.UseOutlines
        for key in ("/Dests", "/OpenAction"):
            if key in self.pack.Root:
                del self.pack.Root[key]
        return self.pack

    def take_structure(self, root: Object, title: str) -> None:
        """Every top element becomes a part of the one document."""
        tops = root.K if isinstance(root.K, Array) else Array([root.K])
        for element in tops:
            if Name.Document == element.S:
                element.S = Name.Part
            element.P = self.document
            element.T = String(title)
            self.document.K.append(element)

    def join(self, source: Pdf, part: PackPart) -> None:
        """Pages, structure and fields of another file."""
        start = len(self.pack.pages)
        pages, root = self.merging.take(source)
        self.take_structure(root, part.title)
        if "/AcroForm" in source.Root:
            self._join_form(self.pack.copy_foreign(source.Root.AcroForm), part)
        self.outline.append(_outline(source, part.title, pages))
        self.starts.append((part, start))

    def _join_form(self, form: Object, part: PackPart) -> None:
        """A field whose name is taken is put under the name of its part; the locks that name it follow."""
        taken = {str(field.T) for field in self.fields}
        fields = list(form.Fields)
        renamed = {str(field.T): f"{part.label}_{field.T}" for field in fields if str(field.T) in taken}
        for field in fields:
            field.T = String(renamed.get(str(field.T), str(field.T)))
            if "/Lock" in field:
                field.Lock.Fields = Array([String(renamed.get(str(name), str(name))) for name in field.Lock.Fields])
        self.form = self.form if self.form is not None else form
        self.fields += fields

    def write_form(self) -> None:
        """One form, whose fields share one copy of the font that people type in."""
        if self.form is None:
            return
        self.form.Fields = Array(self.fields)
        for field in self.fields:
            field.AP.N.Resources = self.form.DR
        self.pack.Root.AcroForm = self.form


def _outline(source: Pdf, title: str, pages: Sequence[pikepdf.Page]) -> OutlineItem:
    """The outline of a file under its title. pages: its pages as they are in the pack."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    start = Array([pages[0].obj, Name.Fit])

    def taken_over(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
        for item in items:
            made = OutlineItem(item.title, start)
            if isinstance(item.destination, Array):
                page, *where = list(item.destination)
                made.destination = Array([pages[numbers[page.objgen]].obj, *where])
            made.children.extend(taken_over(item.children))
            yield made

    made = OutlineItem(title, start)
    with source.open_outline() as outline:
        for item in list(taken_over(outline.root)):
            made.children.extend([item] if item.title != title else item.children)
    made.is_closed = True
    return made


def _label_pages(pack: Pdf, starts: Iterable[tuple[PackPart, int]]) -> None:
    """S3-2 is the second page of the third sheet: what a reader shows beside the number in the whole file."""
    labels = NumberTree.new(pack)
    for part, start in starts:
        labels[start] = Dictionary(S=Name.D, P=String(f"{part.label}-"))
    pack.Root.PageLabels = labels.obj


def _lead_links(pack: Pdf, targets: dict[str, pikepdf.Page]) -> None:
    """Links of the register page lead to the first page of a part."""
    for page in pack.pages:
        for link in page.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            target = targets.get(address.removeprefix(PACK_SCHEME)) if address.startswith(PACK_SCHEME) else None
            if target is not None:
                link.A = Dictionary(S=Name.GoTo, D=Array([target.obj, Name.Fit]))
