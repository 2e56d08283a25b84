"""The picture of a place, in the structure, once the link around it is gone.

LibreOffice 25.2 writes the structure of a place as a figure that holds a link that holds the picture; 7.4 paints the
picture as decoration. Nothing of a link may stay that is no longer on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

from engine.pdf.places_to_sign import FoundPlace

Marks = dict[tuple[int, int], set[int]]
"""The numbers of marks in the content of pages, by the ids of the pages."""


def give_up_pictures(pdf: Pdf, places: list[FoundPlace]) -> Marks:
    """The pictures are to be decoration: the marks to take out of the content, once the structure has lost them."""
    owners, marks = NumberTree(pdf.Root.StructTreeRoot.ParentTree), Marks()
    for found in places:
        for page, number in _marks(found.figure, found.page.obj):
            marks.setdefault(page.objgen, set()).add(number)
            owners[int(page.StructParents)][number] = None
        _forget_link(owners, found)
    return marks


def keep_pictures(pdf: Pdf, places: list[FoundPlace]) -> None:
    """The figures hold their pictures themselves."""
    owners = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for found in places:
        held = list(_marks(found.figure, found.page.obj))
        if held:  # else it is decoration already
            found.figure.K = Array([number for _, number in held])
            for page, number in held:
                owners[int(page.StructParents)][number] = found.figure
        _forget_link(owners, found)


def _forget_link(owners: NumberTree, found: FoundPlace) -> None:
    """Where the link was an element of the figure: nothing may lead to an element that the structure has lost."""
    number = int(found.link.get("/StructParent", -1))
    if number in owners and Name.Link == owners[number].get("/S") and owners[number].P.objgen == found.figure.objgen:
        del owners[number]


def _marks(element: Object, page: Object) -> Iterator[tuple[Object, int]]:
    """Each mark in an element of the structure: its page and its number."""
    page, kids = element.get("/Pg", page), element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield page, kid
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _marks(kid, page)
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            yield kid.get("/Pg", page), int(kid.MCID)
