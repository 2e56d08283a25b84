"""The objects of an issued file that later revisions wrote anew: only those may be that carry entries and signatures.

pyHanko's policy asks for each new object what it is for; this asks for each old one whether it is still what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import PdfFileReader

from engine.signatures.issued_form import given_fields, pages_of, value_of


def is_anything_replaced(reader: PdfFileReader, issued: int) -> bool:
    """Whether an object of the issued file that is no place to write in is another now. issued: its revisions."""
    before, now = (reader.get_historical_resolver(number) for number in (issued - 1, reader.total_revisions - 1))
    if [ref for ref, _ in pages_of(before)] != [ref for ref, _ in pages_of(now)]:
        return True
    for (_, ours), (_, theirs) in zip(pages_of(before), pages_of(now), strict=True):
        if not _is_same_page(ours, theirs):
            return True
    free = set(_free(before))
    return any(not _is_same(before(ref), now(ref)) for ref in _written_anew(reader, issued) if ref not in free)


def _written_anew(reader: PdfFileReader, issued: int) -> set[Reference]:
    """The objects of the issued file that a later revision tells of."""
    told = (reader.xrefs.explicit_refs_in_revision(number) for number in range(issued, reader.total_revisions))
    return {ref for refs in told for ref in refs if reader.xrefs.get_historical_ref(ref, issued - 1) is not None}


def _free(document: Any) -> Iterator[Reference]:
    """What may be written anew: catalogue, properties, form, fields, their looks, and pages, which are compared."""
    form = value_of(document.root, "/AcroForm", {})
    yield document.root_ref
    for owner, key in (
        (document.trailer_view, "/Info"),
        (document.root, "/Metadata"),
        (document.root, "/AcroForm"),
        (form, "/Fields"),
        (form, "/DR"),
    ):
        yield from _reference(owner, key)
    for ref, page in pages_of(document):
        yield ref
        yield from _reference(page, "/Annots")
    for field in given_fields(document).values():
        about: Any = field.ref.get_object()
        yield field.ref
        yield from _reference(about, "/AP")
        yield from _reference(value_of(about, "/AP", {}), "/N")


def _reference(owner: Any, key: str) -> Iterator[Reference]:
    value = owner.raw_get(key) if key in owner else None
    if isinstance(value, IndirectObject):
        yield value.reference


def _is_same_page(ours: DictionaryObject, theirs: DictionaryObject) -> bool:
    """Whether a page differs in nothing but what lies on it, and nothing that lay on it is gone or elsewhere."""
    if {*ours} - {"/Annots"} != {*theirs} - {"/Annots"}:
        return False
    if any(not _is_same(ours.raw_get(key), theirs.raw_get(key)) for key in ours if key != "/Annots"):
        return False
    lay, lies = list(value_of(ours, "/Annots", ())), list(value_of(theirs, "/Annots", ()))
    return _is_same(ArrayObject(lay), ArrayObject(lies[: len(lay)]))


def _is_same(ours: Any, theirs: Any) -> bool:
    """Whether two objects are written alike, references and all."""
    if isinstance(ours, IndirectObject) or isinstance(theirs, IndirectObject):
        return bool(ours == theirs)
    if isinstance(ours, StreamObject) or isinstance(theirs, StreamObject):
        kinds = isinstance(ours, StreamObject) and isinstance(theirs, StreamObject)
        return kinds and ours.encoded_data == theirs.encoded_data and _is_same_dictionary(ours, theirs)
    if isinstance(ours, DictionaryObject) and isinstance(theirs, DictionaryObject):
        return _is_same_dictionary(ours, theirs)
    if isinstance(ours, ArrayObject) and isinstance(theirs, ArrayObject):
        return len(ours) == len(theirs) and all(map(_is_same, ours, theirs))
    if isinstance(ours, TextStringObject | ByteStringObject):
        return isinstance(theirs, TextStringObject | ByteStringObject) and (
            ours.original_bytes == theirs.original_bytes
        )
    return type(ours) is type(theirs) and bool(ours == theirs)


def _is_same_dictionary(ours: DictionaryObject, theirs: DictionaryObject) -> bool:
    return ours.keys() == theirs.keys() and all(_is_same(ours.raw_get(key), theirs.raw_get(key)) for key in ours)
