"""What the register page of the signature pack sees: every sheet, where it is, and how far its signature has got."""

from __future__ import annotations

from datetime import date

from engine.model.assessment import Endorsement
from engine.model.framework import QualityStatement
from engine.model.signing import ENDORSEMENTS, Sheet, State
from engine.phrases import nouns, sentences
from engine.phrases.forms import sentence
from engine.rendering.views.process import reply
from engine.rendering.views.shared import Content, View, date_or_dash, or_not_yet, shared_view
from engine.rendering.views.sheets import LOGO_WIDTH, sheet_view, short_print
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
    return shared_view(content, writer, LOGO_WIDTH) | {
        "sheet": sheet_view(content.judgement.whole_fingerprint, code, writer, palette) | {"about": about},
        "pack": {
            "note": _NOTE,
            "as_at": _AS_AT,
            "sheets": [*rows, _endorsements_row(content, writer, codes, len(endorsers))],
            "endorsers": [_endorser_row(content, endorsement) for endorsement in endorsers],
        },
    }


def signature_state(sheet: Sheet) -> str:
    """How far the signature of a sheet has got, in a few words."""
    on = f" on {date_or_dash(date.fromisoformat(sheet.back))}" if sheet.back else ""
    by = f" by {', '.join(sheet.signers)}" if sheet.signers else ""
    if sheet.state is State.NOT_ISSUED:
        return "Not issued yet"
    if sheet.state.is_signed:
        return f"Signed{by}, back{on}"
    if sheet.state is State.STALE:
        return f"Text changed since sheet {sheet.code} was {'signed' + by if by else 'issued'}"
    if sheet.state is State.ALTERED:
        return "What came back was altered: to be signed again"
    if sheet.state is State.CODE_ONLY:
        return f"Signed copy seen{by}{on}" if by else "A copy came back: a person has to look"
    return f"Issued, not all signed yet: so far{by}" if by else "Issued, not signed yet"


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


def _endorser_row(content: Content, endorsement: Endorsement) -> View:
    return {
        "name": endorsement.name,
        "position": or_not_yet(endorsement.position),
        "organisation": endorsement.organisation,
        "reply": reply(endorsement),
        "state": _has_signed(content.judgement.sheets[ENDORSEMENTS], endorsement.name),
    }


def _has_signed(sheet: Sheet, name: str) -> str:
    """Of one endorser: all have signed, or this name stands in a certificate; else how far the sheet has got."""
    signed = name.casefold() in {signer.casefold() for signer in sheet.signers}
    if sheet.state.is_signed or (signed and sheet.state is State.ISSUED):
        return "Signed"
    return signature_state(Sheet(statement=sheet.statement, code=sheet.code, state=sheet.state, signatures=()))
