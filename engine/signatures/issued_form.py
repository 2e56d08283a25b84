"""The form of an issued sheet, as its own bytes have it: the fields that people sign and fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenField:
    """A field of an issued sheet. page: from 0. rectangle: left, bottom, right, top in points. ref: of its object."""

    name: str
    is_signature: bool
    page: int
    rectangle: tuple[float, float, float, float]
    ref: Reference


def value_of(owner: Any, key: str, otherwise: Any = None) -> Any:
    """What a dictionary of a PDF holds under a key, wherever it is written; otherwise where it has no such key."""
    return owner[key] if key in owner else otherwise  # noqa: SIM401 - pyHanko's get() follows no reference


def pages_of(document: Any) -> list[tuple[Reference, DictionaryObject]]:
    """The pages in their order, each with its reference. document: a reader, or one of its revisions."""
    return list(_pages(document.root.raw_get("/Pages")))


def _pages(node: Any) -> Iterator[tuple[Reference, DictionaryObject]]:
    found = node.get_object()
    if "/Kids" not in found:
        yield node.reference, found
        return
    for kid in found["/Kids"]:
        yield from _pages(kid)


def given_fields(document: Any) -> Mapping[str, GivenField]:
    """Every field of an issued sheet, by its name; none where it has no form."""
    found = {}
    for number, (_, page) in enumerate(pages_of(document)):
        for ref in value_of(page, "/Annots", ()):
            field = ref.get_object()
            if value_of(field, "/Subtype") == "/Widget" and isinstance(ref, IndirectObject):
                left, bottom, right, top = (float(edge) for edge in field["/Rect"])
                name = str(field["/T"])
                found[name] = GivenField(
                    name=name,
                    is_signature=field["/FT"] == "/Sig",
                    page=number,
                    rectangle=(left, bottom, right, top),
                    ref=ref.reference,
                )
    return found


def fields_in_force(document: Any) -> Mapping[str, Any]:
    """The fields of a returned file by name, as they are in force. Only those at the top of its form: ours are."""
    form = value_of(document.root, "/AcroForm", {})
    found = (ref.get_object() for ref in value_of(form, "/Fields", ()))
    return {str(field["/T"]): field for field in found if "/T" in field}


def rectangle_of(field: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is seen of a field; nothing at all where it has no place on a page."""
    shown = field if "/Rect" in field else next((kid.get_object() for kid in value_of(field, "/Kids", ())), {})
    edges = [float(edge) for edge in value_of(shown, "/Rect", (0, 0, 0, 0))]
    return min(edges[0::2]), min(edges[1::2]), max(edges[0::2]), max(edges[1::2])
