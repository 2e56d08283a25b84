"""What the verification sheet and the endorsement sheet see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from engine.alike import alike
from engine.finding_kinds import Trait, finding_kinds, kind_of
from engine.findings import Finding
from engine.fonts.widths import lines_in_field
from engine.model.assessment import Endorsement
from engine.model.council import Council
from engine.model.framework import QualityStatement
from engine.model.story import Paragraph, Run
from engine.phrases import nouns, sentences
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.qr_codes import qr_code
from engine.rendering.views.process import comments_view, to_sign_view
from engine.rendering.views.shared import Content, View, date_or_dash, judged, plain, shared_view, statement_view
from engine.rendering.writer import Writer
from engine.templates.palette import Palette
from engine.word.signing_places import FIELD_LETTERS, WRAPPED, SigningPlace

_QR_SIZE, _QR_LEFT = 16.0, 170.0
SHEET_FIELDS = {"signature": (70.0, 16.0), "name": (100.0, 7.0), "position": (100.0, 11.0), "date": (40.0, 7.0)}
_ENDORSER_FIELDS = {
    "signature": (44.0, 10.0),
    "name": (84.0, 7.0),
    "position": (84.0, 7.0),
    "organisation": (84.0, 7.0),
    "date": (24.0, 7.0),
}
"""Width and height in millimetres of each kind of field: on a sheet of one person, and in a row of a table."""
_RIMS, _LINE = 2.0, 4.3
"""Millimetres that a field leaves free around its entry, and that a line of it takes."""


def verification_view(
    content: Content, writer: Writer, statement: QualityStatement, palette: Palette, code: str
) -> View:
    """Every name the verification sheet may use."""
    council, theme = content.assessment.council, content.assessment.framework.theme_of(statement.id)
    total = len(content.assessment.framework.statements)
    place = sentences.OF_STATEMENTS.format(number=statement.number, whole=total)
    about = (
        f"{theme.name}, {place}. Text verified: “{statement.name}” in Section "
        f"B of the report, {content.edition.label.lower()}, version {council.version}, of {date_or_dash(council.date)}."
    )
    signer = Signer(statement.id, f"the manager who verifies {statement.name}", _filled_in_before(council, statement))
    warnings = _warnings(content, statement)
    sheet = sheet_view(content.judgement.fingerprints[statement.id], code, writer, palette) | {
        "about": about,
        "summary": writer.story((_summary(content, statement),), 3),
        "warnings": [writer.line(plain(*runs)) for runs in warnings],
        "warnings_heading": f"Open when this sheet was made: {len(warnings)}",
        "declaration": content.assessment.framework.verification_declaration,
        "scope": content.assessment.framework.verification_scope,
        "fields": places_of(content, writer, signer, SHEET_FIELDS),
    }
    return shared_view(content, writer, OF_SHEETS) | {
        "statement": statement_view(content, writer, statement),
        "sheet": sheet,
    }


def endorsement_view(content: Content, writer: Writer, palette: Palette, code: str, fingerprint: str) -> View:
    """Every name the endorsement sheet may use."""
    council = content.assessment.council

    about = (
        f"Text endorsed: the whole report, {content.edition.label.lower()}, version {council.version}, "
        f"of {date_or_dash(council.date)}."
    )
    return shared_view(content, writer, OF_SHEETS) | {
        "sheet": sheet_view(fingerprint, code, writer, palette) | {"about": about},
        "endorsements": to_sign_view(content.assessment, partial(endorser_places, content, writer)),
        "comments": comments_view(content.assessment, with_declined=True),
    }


def endorser_places(content: Content, writer: Writer, endorsement: Endorsement) -> View:
    """A place for each kind of entry of one endorser."""
    number = content.assessment.endorsements.index(endorsement) + 1
    known = {name: getattr(endorsement, name) for name in ("name", "position", "organisation")}
    return places_of(content, writer, Signer(f"endorser-{number:02}", endorsement.name, known), _ENDORSER_FIELDS)


def short_print(fingerprint: str) -> str:
    """The beginning of a fingerprint, as it is printed: four times four characters."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4))


def sheet_view(fingerprint: str, code: str, writer: Writer, palette: Palette) -> View:
    """What the footer of a sheet says of it: code, fingerprint and QR code."""
    alt = "Code of this sheet, for scanning"
    qr = writer.placed_picture(qr_code(code, palette), _QR_SIZE, _QR_SIZE, alt, _QR_LEFT)
    return {"code": code, "fingerprint": short_print(fingerprint), "qr": qr}


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose fields: their key, the words for their tooltips, and what is known of the person."""

    key: str
    words: str
    known: Mapping[str, str]


def places_of(content: Content, writer: Writer, signer: Signer, sizes: Mapping[str, tuple[float, float]]) -> View:
    """A place for each kind of entry of one person, live where the sheet is there to be signed.

    Where no field can hold what is known already, it is printed.
    """
    is_live, has_fields = not content.edition.is_draft, content.assessment.council.signing.has_fields
    fields = {}
    for kind, (width, height) in sizes.items():
        known = signer.known.get(kind, "")
        if known and is_live and not has_fields:
            fields[kind] = writer.text(known)
            continue
        if kind in WRAPPED:
            height = max(height, _RIMS + _LINE * len(lines_in_field(known, width - _RIMS, FIELD_LETTERS)))
        place = SigningPlace(kind, signer.key, f"{kind.capitalize()} of {signer.words}", known)
        fields[kind] = writer.field(place, width, height, is_live)
    return fields


def _filled_in_before(council: Council, statement: QualityStatement) -> dict[str, str]:
    """What council.yaml says of the manager, for him or her to keep or to correct."""
    verifier = council.verifier_of(statement.id)
    return {"name": verifier.name, "position": verifier.position} if verifier else {}


def _summary(content: Content, statement: QualityStatement) -> Paragraph:
    narrative = content.assessment.statements[statement.id]
    ratings = content.judgement.ratings[statement.id]
    refs = content.judgement.cited[statement.id]
    figures = sum(ref.startswith("F-") for ref in refs)
    names = (
        nouns.STRENGTH.word(len(narrative.strengths)),
        nouns.AREA_TO_IMPROVE.word(len(narrative.improvements)),
        nouns.ACTION.word(len(narrative.actions)),
    )
    rests = (
        nouns.FIGURE.word(figures),
        nouns.KEY_DOCUMENT.word(len(narrative.documents)),
        sentences.RATINGS_FROM(len(ratings.rows), ratings=nouns.RATING.figure(ratings.answered)),
    )
    text = f"The text names {names[0]}, {names[1]} and {names[2]}. It rests on {rests[0]}, {rests[1]} and {rests[2]}."
    return plain(
        Run(f"Our view: {narrative.view or 'nothing received yet'}. ", bold=True),
        " ".join(filter(None, (judged(narrative.judgement), text))),
    )


def _warnings(content: Content, statement: QualityStatement) -> list[tuple[Run | str, ...]]:
    """One line for each matter: strengths, items, and whatever else there are several of, are told together.

    A line begins with what is wrong; codes are for whoever holds the pen.
    """
    findings = content.judgement.open_on(statement.id)
    lines = [*_of_items(findings, statement), *_of_strengths(findings, content, statement)]
    others = [finding for finding in findings if not _is_counted(finding)]
    return [(line,) for line in (*lines, *(group.words for group in alike(others, lambda finding: "")))]


def _is_counted(finding: Finding) -> bool:
    return bool({Trait.ABOUT_ITEMS, Trait.ABOUT_STRENGTHS} & kind_of(finding.code).traits)


def _of_items(findings: Sequence[Finding], statement: QualityStatement) -> Iterator[str]:
    for kind in (kind for kind in finding_kinds().values() if Trait.ABOUT_ITEMS in kind.traits):
        about = {finding.about for finding in findings if finding.code == kind.code}
        names = [item.number for item in statement.items if item.id in about]
        if names:
            count = nouns.ITEM.part(len(names), len(statement.items))
            yield f"{kind.in_one_line.format(count=count)}: {', '.join(names)}."


def _of_strengths(findings: Sequence[Finding], content: Content, statement: QualityStatement) -> Iterator[str]:
    strengths = content.assessment.statements[statement.id].strengths
    for kind in (kind for kind in finding_kinds().values() if Trait.ABOUT_STRENGTHS in kind.traits):
        places = {finding.place for finding in findings if finding.code == kind.code}
        names = [str(number) for number, line in enumerate(strengths, 1) if line.place in places]
        if names:
            count = nouns.STRENGTH.part(len(names), len(strengths))
            yield f"{kind.in_one_line.format(count=count)}: {', '.join(names)}."
