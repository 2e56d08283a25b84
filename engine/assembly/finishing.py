"""Step 7 as a whole: every converted PDF made sound and ready to be signed, and the sheets merged into a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from engine.errors import ConversionError
from engine.model.placed_field import PlacedField
from engine.model.signing import PACK, Profile
from engine.pdf.convert import Converted, first_pages
from engine.pdf.finish import About
from engine.pdf.kept_finished import finish, looked_at
from engine.pdf.pack import PackPart, make_pack, shifted
from engine.pdf.places_to_sign import placed_fields, signers_of
from engine.pdf.second_look.claims import without
from engine.pdf.second_look.flaws import ClaimDoubt, broken
from engine.rendering.render import Rendered
from engine.word.sections import least_margins
from engine.word.signing_places import live_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A document as it is delivered, its PDF b"" where none is.

    fields: its places to sign and to fill in. doubts: why its PDF does not claim all that it should.
    """

    rendered: Rendered
    converted: Converted
    pdf: bytes
    pages: int
    fields: tuple[PlacedField, ...] = ()
    doubts: tuple[ClaimDoubt, ...] = ()

    @property
    def name(self) -> str:
        """Its path inside the edition's folder, without ending."""
        return self.rendered.name


def as_converted(rendered: Rendered, converted: Converted) -> Finished:
    """A document as its engine made it: without tags there is nothing to finish."""
    return Finished(rendered=rendered, converted=converted, pdf=converted.pdf, pages=converted.pages)


def finish_one(rendered: Rendered, converted: Converted, day: date, profile: Profile | None) -> Finished:
    """A document finished by itself.

    day: the date its file carries. profile: how it is signed, None for a draft. Raises ConversionError where a place to
    sign is lost. A register page is looked at with the pack that it begins.
    """
    pdf = finish(converted.pdf, about(rendered, day, profile))
    pdf, doubts = (pdf, ()) if rendered.name == PACK else proven(pdf)
    return Finished(
        rendered=rendered,
        converted=converted,
        pdf=pdf,
        pages=converted.pages,
        fields=_fields(rendered, converted.pdf) if profile else (),
        doubts=doubts,
    )


def with_sheets(register: Finished, sheets: Sequence[Finished], day: date, profile: Profile | None) -> Finished:
    """The register page and, behind it, all sheets. Where a service numbers people, it numbers them through."""
    parts, signer = [PackPart(PACK, "Register of sheets", "R", register.pdf)], 1
    for number, sheet in enumerate(sheets, 1):
        pdf = sheet.pdf
        if profile and profile.numbers_signers:
            of_sheet = replace(about(sheet.rendered, day, profile), first_signer=signer)
            pdf = finish(sheet.converted.pdf, of_sheet)
        signer += len(signers_of(sheet.fields))
        label = f"S{number}" if sheet.rendered.statement else "E"
        parts.append(PackPart(sheet.name, sheet.rendered.title, label, pdf))
    lengths = [one.pages for one in (register, *sheets)]
    firsts = first_pages(lengths)[1:]
    fields = tuple(field for sheet, first in zip(sheets, firsts, strict=True) for field in shifted(sheet.fields, first))
    pdf, doubts = proven(make_pack(parts))
    told = {doubt.flaw for sheet in sheets for doubt in sheet.doubts}
    own = tuple(doubt for doubt in doubts if doubt.flaw not in told)
    return replace(register, pdf=pdf, pages=sum(lengths), fields=fields, doubts=own)


def proven(pdf: bytes) -> tuple[bytes, tuple[ClaimDoubt, ...]]:
    """The PDF, which claims no more than holds, and what does not."""
    doubts = looked_at(pdf)
    return without(pdf, broken(doubts)) if doubts else pdf, doubts


def about(rendered: Rendered, day: date, profile: Profile | None = None) -> About:
    """What the PDF of a document says of itself. day: the date it carries."""
    return About(
        title=rendered.title,
        when=datetime.combine(day, time(), UTC),
        code=rendered.code,
        profile=profile,
        spoken=rendered.spoken,
        margins=least_margins(rendered.contents.root),
    )


def _fields(rendered: Rendered, pdf: bytes) -> tuple[PlacedField, ...]:
    """The places of a document, each of which must have come through conversion."""
    wanted = {place.name: place for place in live_places(rendered.contents.root)}
    if not wanted:
        return ()
    found = placed_fields(pdf)
    lost = sorted(set(wanted) - {f"{field.key}_{field.kind}" for field in found})
    if lost:
        raise ConversionError(
            f"A place to sign is lost in the PDF of {rendered.name}: {wanted[lost[0]].tip}. In the template "
            f"{rendered.template}, put it into a paragraph or a cell, not into a drawn shape."
        )
    return found
