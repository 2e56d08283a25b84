"""The second look as a whole. It believes nothing that finishing did: it opens the file as it is delivered."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from engine.pdf.second_look.annotations import annotation_flaws
from engine.pdf.second_look.claims import claimed, metadata_of
from engine.pdf.second_look.content import Marks, PrintedLetters, drawings_of, look_at_drawing, look_through
from engine.pdf.second_look.flaws import BOTH, ClaimDoubt, Flaw, Seen, doubts_of
from engine.pdf.second_look.fonts import font_flaws
from engine.pdf.second_look.structure import Structure, owners_of, structure_of


def look_at(data: bytes) -> tuple[ClaimDoubt, ...]:
    """Why a PDF does not follow what it claims; empty where all that is looked at holds."""
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return doubts_of(_seen(pdf))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return doubts_of([(Flaw.UNREADABLE, 0)])  # a file so damaged that it is not even of the kinds that PDF has


def _seen(pdf: Pdf) -> Iterator[Seen]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    structure, printed = structure_of(pdf, numbers), PrintedLetters()
    yield from structure.seen
    yield from ((Flaw.DIVIDED_LINK, 0) for times in structure.holders.values() if times > 1)
    owners = owners_of(pdf)
    for number, page in enumerate(pdf.pages, 1):
        marks = look_through(page, number, printed)
        yield from ((Flaw.NOT_IN_STRUCTURE, number) for _ in range(marks.strays))
        lost = _lost(marks, _owners_on(page.obj, owners), structure)
        yield from ((Flaw.LOST_PART, number) for _ in range(lost))
        yield from ((flaw, number) for flaw in annotation_flaws(pdf, page, owners, structure.kinds))
        for annotation in page.obj.get("/Annots", Array()):
            for drawing in drawings_of(annotation):
                look_at_drawing(drawing, number, printed)
    yield from font_flaws(printed)
    if structure.kinds and not structure.headings and "/First" in pdf.Root.get("/Outlines", Dictionary()):
        yield Flaw.NO_HEADING, 0
    yield from ((flaw, 0) for flaw in _of_itself(pdf))


def _owners_on(page: Object, owners: Mapping[int, Object]) -> list[Object | None]:
    """What each mark of a page belongs to in the structure, by its number."""
    listed = owners.get(int(page.get("/StructParents", -1)))
    return list(listed) if isinstance(listed, Array) else []


def _lost(marks: Marks, owners: list[Object | None], structure: Structure) -> int:
    """How many marks of a page belong to nothing that is reached from the root of the structure."""
    known = {
        number
        for number, owner in enumerate(owners)
        if isinstance(owner, Dictionary) and owner.objgen in structure.kinds
    }
    return len(marks.numbers - known)


def _of_itself(pdf: Pdf) -> Iterator[Flaw]:
    root, metadata = pdf.Root, metadata_of(pdf)
    if not str(root.get("/Lang", "")).strip():
        yield Flaw.NO_LANGUAGE
    if "/Metadata" not in root or pdf.is_encrypted:
        yield Flaw.NO_METADATA
    title = str(metadata.get("dc:title", "")).strip()
    if not title or title != str(pdf.docinfo.get("/Title", "")).strip():
        yield Flaw.NO_TITLE
    if claimed(pdf) != BOTH:
        yield Flaw.NO_CLAIM
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield Flaw.NO_TITLE
    profiles = [intent.get("/DestOutputProfile") for intent in root.get("/OutputIntents", Array())]
    if not any(isinstance(profile, Stream) for profile in profiles):
        yield Flaw.NO_COLOUR_PROFILE
