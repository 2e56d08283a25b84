"""Words for every annotation: what a screen reader says of a link or a field, whatever the converter wrote.

LibreOffice 7.4 gives a link the text it stands behind, 25.2 gives it none; PDF/UA asks for words (ISO 14289-1, 7.18).
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from engine.pdf.marked_text import StructureText

_SILENT = (Name.Popup, Name.PrinterMark, Name.TrapNet)
"""Kinds that nobody is to hear of."""


def give_words(pdf: Pdf, text: StructureText) -> None:
    """Give each annotation that has no words those of its text, or else of its target. Words that are there stay.

    text: of elements of the structure.
    """
    wordless = [
        annotation
        for page in pdf.pages
        for annotation in page.get("/Annots", Array())
        if annotation.get("/Subtype") not in _SILENT and not words_of(annotation)
    ]
    if not wordless:
        return
    root = pdf.Root.get("/StructTreeRoot", Dictionary())
    owners = NumberTree(root.ParentTree) if "/ParentTree" in root else {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for annotation in wordless:
        number = int(annotation.get("/StructParent", -1))
        owner = owners[number] if number in owners else None  # noqa: SIM401 - a tree of numbers has no get
        said = text.of(owner) if isinstance(owner, Dictionary) else ""
        words = said or _target(pdf, annotation, numbers) or str(annotation.get("/T", ""))
        if words:
            annotation[_place_of_words(annotation)] = String(words)


def words_of(annotation: Object) -> str:
    """What is said of an annotation; empty where nothing is."""
    return str(annotation.get(_place_of_words(annotation), annotation.get("/Contents", ""))).strip()


def _place_of_words(annotation: Object) -> str:
    """A field has its words in the tip that is shown for it."""
    return "/TU" if annotation.get("/Subtype") == Name.Widget else "/Contents"


def _target(pdf: Pdf, link: Object, numbers: dict[tuple[int, int], int]) -> str:
    """Where a link leads, in words: an address, or a page."""
    action = link.get("/A", Dictionary())
    if "/URI" in action:
        return str(action.URI)
    page = page_of(pdf, destination(link))
    number = None if page is None else numbers.get(page.objgen)
    return "" if number is None else f"Page {number}"


def destination(link: Object) -> Object | None:
    """Where a link leads inside its file, as it is written there; None for one that leads elsewhere."""
    action = link.get("/A", Dictionary())
    return link.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None)


def page_of(pdf: Pdf, where: Object | None) -> Object | None:
    """The page of a destination, which may be one of the file's by name; None where it leads nowhere."""
    if isinstance(where, Name):
        where = pdf.Root.get("/Dests", Dictionary()).get(str(where))
    elif isinstance(where, String):
        where = _by_name(pdf, where)
    if isinstance(where, Dictionary):
        where = where.get("/D")
    page = where[0] if isinstance(where, Array) and len(where) else None
    return page if isinstance(page, Dictionary) and page.get("/Type") == Name.Page else None


def _by_name(pdf: Pdf, name: String) -> Object | None:
    from pikepdf import NameTree  # only a file that keeps its names in a tree asks for it

    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    return None if names is None else NameTree(names).get(str(name))
