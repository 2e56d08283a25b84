"""What the register page of the signature pack sees: every sheet, where it is, and how far its signature has got."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.model.assessment import Endorsement
from engine.model.framework import QualityStatement
from engine.model.sheet_words import endorser_in_words, reply_in_words, state_in_words
from engine.model.signing import ENDORSEMENTS, Endorsing, Sheet, State
from engine.phrases import nouns, sentences
from engine.phrases.forms import sentence
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.shared import Content, View, date_or_dash, or_not_yet, shared_view
from engine.rendering.views.sheets import sheet_view, short_print
from engine.rendering.writer import Writer
from engine.templates.palette import Palette

_TO_BE_NAMED = "To be named"
_NOTE = (
    "This pack is for reading and for passing round. What is registered, and what counts as signed, is each sheet by "
    "itself, under its own document code."
)
_AS_AT = "Pages are those of this pack. Signatures are as the register of sheets had them when it was made."


def pack_view(content: Content, writer: Writer, palette: Palette, code: str, codes: dict[str, str]) -> View:
    """Every name the register page may use. codes: of the documents in the pack, by their names."""
    council, framework = content.assessment.council, content.assessment.framework
    version = f"{content.edition.label.lower()}, version {council.version}, of {date_or_dash(council.date)}"
    about = (
        f"Every sheet of the {version}, in one file: "
        f"{nouns.QUALITY_STATEMENT.word(len(framework.statements))} and the "
        "endorsements of the whole report."
    )
    rows = [_statement_row(content, writer, statement, codes) for statement in framework.statements]
    endorsers = content.assessment.asked_to_sign
    return shared_view(content, writer, OF_SHEETS) | {
        "sheet": sheet_view(content.judgement.whole_fingerprint, code, writer, palette) | {"about": about},
        "pack": {
            "note": _NOTE,
            "as_at": _AS_AT,
            "sheets": [*rows, _endorsements_row(content, writer, codes, len(endorsers))],
            "endorsers": [_endorser_row(content, *one) for one in content.endorsing if not one[0].has_declined],
        },
    }


def signature_state(sheet: Sheet) -> str:
    """How far a sheet has got, with who signed and when what came back did."""
    words, names = state_in_words(sheet), ", ".join(signed.name for signed in sheet.signatures)
    if sheet.is_verified:
        on = f", back on {date_or_dash(date.fromisoformat(sheet.back))}" if sheet.back else ""
        return f"{words} ({names}{on})"
    if sheet.state is State.STALE and names:
        return f"{words} ({names})"
    doubted = ", ".join(signed.name for signed in sheet.signatures if not signed.counts)
    return f"{words}; the signature of {doubted} does not count" if doubted else words


def _statement_row(content: Content, writer: Writer, statement: QualityStatement, codes: dict[str, str]) -> View:
    verifier = content.assessment.council.verifier_of(statement.id)
    name = f"verification/{statement.id}"
    return {
        "name": f"{statement.number} {statement.name}",
        "by": f"{verifier.name}, {verifier.position}" if verifier else _TO_BE_NAMED,
        "code": codes[name],
        "fingerprint": short_print(content.judgement.fingerprints[statement.id]),
        "page": writer.pack_page(name),
        "state": signature_state(content.judgement.sheets[statement.id]),
    }


def _endorsements_row(content: Content, writer: Writer, codes: dict[str, str], endorsers: int) -> View:
    return {
        "name": "Endorsements of the whole report",
        "by": sentence(sentences.ENDORSERS_BELOW(endorsers)),
        "code": codes[ENDORSEMENTS],
        "fingerprint": short_print(content.judgement.whole_fingerprint),
        "page": writer.pack_page(ENDORSEMENTS),
        "state": signature_state(content.judgement.sheets[ENDORSEMENTS]),
    }


def _signature(endorsement: Endorsement, found: Endorsing, content: Content) -> str:
    """What the register tells of an endorser; without a signature, how far the sheet of all has got."""
    if found.counting:
        return endorser_in_words(endorsement, found, content.assessment.council.version)
    sheet = content.judgement.sheets[ENDORSEMENTS]
    return state_in_words(replace(sheet, signatures=()))


def _endorser_row(content: Content, endorsement: Endorsement, found: Endorsing) -> View:
    return {
        "name": endorsement.name,
        "position": or_not_yet(endorsement.position),
        "organisation": endorsement.organisation,
        "reply": reply_in_words(endorsement),
        "state": _signature(endorsement, found, content),
    }
