"""Step 7 as a whole: every converted PDF made sound and ready to be signed, and the sheets merged into a pack."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from engine.errors import ConversionError
from engine.model.signing import PACK, Profile
from engine.pdf.convert import Converted, first_pages
from engine.pdf.finish import About
from engine.pdf.kept import finish
from engine.pdf.pack import Part, make_pack, shifted
from engine.pdf.places import PlacedField, placed_fields, signers_of
from engine.templates.render import Rendered
from engine.word.signing_places import live_places


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF as it is delivered. fields: its places to sign and to fill in; none in a draft."""

    pdf: bytes
    pages: int
    fields: tuple[PlacedField, ...] = ()


def finish_all(
    rendered: Sequence[Rendered], converted: Sequence[Converted], day: date, profile: Profile | None
) -> tuple[Finished, ...]:
    """Every document, in their order; the register page becomes the whole pack.

    day: the date the files carry. profile: how they are signed, None for a draft. Raises ConversionError where a place
    to sign is lost.
    """
    when = datetime.combine(day, time(), UTC)
    abouts = [About(document.title, when, document.code, profile) for document in rendered]
    with ThreadPoolExecutor(2) as pool:
        pdfs = list(pool.map(finish, (made.pdf for made in converted), abouts))
    made = [
        Finished(pdf, whole.pages, _fields(document, whole.pdf) if profile else ())
        for document, whole, pdf in zip(rendered, converted, pdfs, strict=True)
    ]
    for position, document in enumerate(rendered):
        if document.name == PACK:
            made[position] = _pack(rendered, converted, abouts, made)
    return tuple(made)


def _fields(document: Rendered, pdf: bytes) -> tuple[PlacedField, ...]:
    """The places of a document, each of which must have come through conversion."""
    wanted = {place.name: place for place in live_places(document.contents.root)}
    if not wanted:
        return ()
    found = placed_fields(pdf)
    lost = sorted(set(wanted) - {f"{field.key}_{field.kind}" for field in found})
    if lost:
        raise ConversionError(
            f"A place to sign is lost in the PDF of {document.name}: {wanted[lost[0]].tip}. In the template "
            f"{document.template}, put it into a paragraph or a cell, not into a drawn shape."
        )
    return found


def _pack(
    rendered: Sequence[Rendered], converted: Sequence[Converted], abouts: Sequence[About], made: Sequence[Finished]
) -> Finished:
    """The register page and, behind it, all sheets. Where a service numbers people, it numbers them through."""
    register = next(n for n, document in enumerate(rendered) if document.name == PACK)
    sheets = [n for n, document in enumerate(rendered) if document.is_sheet]
    parts, signer = [Part(PACK, "Register of sheets", "R", made[register].pdf)], 1
    for number, n in enumerate(sheets, 1):
        pdf, about = made[n].pdf, abouts[n]
        if about.profile and about.profile.numbers_signers:
            pdf = finish(converted[n].pdf, replace(about, first_signer=signer))
        signer += len(signers_of(made[n].fields))
        label = f"S{number}" if rendered[n].statement else "E"
        parts.append(Part(rendered[n].name, about.title, label, pdf))
    lengths = [made[n].pages for n in (register, *sheets)]
    firsts = dict(zip(sheets, first_pages(lengths)[1:], strict=True))
    fields = tuple(field for n in sheets for field in shifted(made[n].fields, firsts[n]))
    return Finished(make_pack(parts), sum(lengths), fields)
