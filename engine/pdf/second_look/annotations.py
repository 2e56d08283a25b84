"""Links and fields: words, a place in the structure, somewhere to lead to, and nothing that starts by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pikepdf import Dictionary, Name, Object, Page, Pdf

from engine.pdf.annotation_words import destination, page_of, words_of
from engine.pdf.second_look.content import drawings_of
from engine.pdf.second_look.flaws import Flaw
from engine.pdf.second_look.structure import Id
from engine.word.signing_places import PACK_SCHEME, SCHEME

_KIND_OF = {"/Link": "Link", "/Widget": "Form"}
"""What holds each in the structure; anything else is an annotation there."""
_SHOWN, _NOT_SHOWN = 4, 1 | 2 | 32
"""Flags: printed; and invisible, hidden, not on screens."""
_ALLOWED = (Name.URI, Name.GoTo)
_OF_PENHOLDER = (PACK_SCHEME.rstrip(":"), SCHEME.rstrip(":"))
"""Addresses that finishing should have put something else for."""


def annotation_flaws(pdf: Pdf, page: Page, owners: Mapping[int, Object], kinds: Mapping[Id, str]) -> Iterator[Flaw]:
    """What is wrong on a page. owners: of numbers in the structure. kinds: of the elements that are reached."""
    annotations = [each for each in page.obj.get("/Annots", ()) if each.get("/Subtype") != Name.Popup]
    if annotations and page.obj.get("/Tabs") != Name.S:
        yield Flaw.TAB_ORDER
    for annotation in annotations:
        yield from _read_aloud(annotation, owners, kinds)
        yield from _kept(annotation)
        if annotation.get("/Subtype") == Name.Link and not _leads_somewhere(pdf, annotation):
            yield Flaw.LEADS_NOWHERE


def _read_aloud(annotation: Object, owners: Mapping[int, Object], kinds: Mapping[Id, str]) -> Iterator[Flaw]:
    if not words_of(annotation):
        yield Flaw.SILENT_ANNOTATION
    owner = owners.get(int(annotation.get("/StructParent", -1)))
    kind = kinds.get(owner.objgen, "") if isinstance(owner, Dictionary) else ""
    if kind != _KIND_OF.get(str(annotation.get("/Subtype")), "Annot"):
        yield Flaw.LOOSE_ANNOTATION


def _kept(annotation: Object) -> Iterator[Flaw]:
    flags = int(annotation.get("/F", 0))
    if flags & _NOT_SHOWN or not flags & _SHOWN:
        yield Flaw.HIDDEN_ANNOTATION
    if "/AA" in annotation or annotation.get("/A", Dictionary()).get("/S", Name.URI) not in _ALLOWED:
        yield Flaw.FORBIDDEN_ACTION
    if annotation.get("/Subtype") == Name.Widget and not any(drawings_of(annotation)):
        yield Flaw.NO_APPEARANCE


def _leads_somewhere(pdf: Pdf, link: Object) -> bool:
    action = link.get("/A", Dictionary())
    if action.get("/S") == Name.URI:
        scheme = urlsplit(str(action.get("/URI", ""))).scheme
        return bool(scheme) and scheme not in _OF_PENHOLDER
    return page_of(pdf, destination(link)) is not None
