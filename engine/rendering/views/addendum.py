"""What word_templates/addendum_sheet.docx sees: a signed sheet, what has changed since, and a place to confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.model.framework import QualityStatement
from engine.model.signing import Change, Piece, PieceKind, Signed
from engine.model.story import Paragraph, Run
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.shared import Content, View, date_or_dash, plain, shared_view
from engine.rendering.views.sheets import SHEET_FIELDS, Signer, places_of, sheet_view
from engine.rendering.writer import Writer
from engine.templates.palette import Palette

DECLARATION = (
    "I have read what has changed in this text since the sheet named above was signed. The verification that was given "
    "on that sheet stands for the text as it reads now."
)
SCOPE = (
    "Signing this addendum confirms the changes shown here, for this quality statement only. The sheet that was signed "
    "before stays on record as it is."
)
_CONTEXT = 90
"""So many characters of what did not change are shown on either side of what did."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What an addendum is about: the signatures it builds on, and the lines that differ since. code: its own."""

    statement: QualityStatement
    signed: tuple[Signed, ...]
    changes: tuple[Change, ...]
    code: str


def addendum_view(content: Content, amended: Amended, writer: Writer, palette: Palette) -> View:
    """Every name the addendum may use."""
    council, statement = content.assessment.council, amended.statement
    theme = content.assessment.framework.theme_of(statement.id)
    holder = council.verifier_of(statement.id)
    fingerprint = content.judgement.fingerprints[statement.id]
    known = {"name": holder.name, "position": holder.position} if holder else {}
    signer = Signer(statement.id, f"the manager who re-confirms {statement.name}", known)
    sheet = sheet_view(fingerprint, amended.code, writer, palette) | {
        "about": f"{theme.name}, quality statement {statement.number}. The text as it reads now stands in Section B of "
        f"the report, {content.edition.label.lower()}, version {council.version}, of {date_or_dash(council.date)}.",
        "signed": [signed_view(signed) for signed in amended.signed],
        "changes": [{"before": writer.line(b), "now": writer.line(n)} for b, n in map(sides_of, amended.changes)],
        "declaration": DECLARATION,
        "scope": SCOPE,
        "position": holder.position if holder else "To be named",
        "fields": places_of(content, writer, signer, SHEET_FIELDS),
    }
    return shared_view(content, writer, OF_SHEETS) | {"statement": {"name": statement.name}, "sheet": sheet}


def signed_view(signed: Signed) -> View:
    """A signature that an addendum builds on."""
    how = f"signed copy seen by {signed.attested_by}" if signed.attested_by else "digital signature"
    day = date_or_dash(signed.day)
    return {
        "code": signed.code,
        "by": f"{signed.name}, {signed.person.position}" if signed.person.position else signed.name,
        "on": day if signed.on else f"came back {day}",
        "how": how,
    }


def sides_of(change: Change) -> tuple[Paragraph, Paragraph]:
    """The line as it was signed and as it reads now, what differs in bold."""
    return (
        _side(change.pieces, PieceKind.OUT, "This was not in the text."),
        _side(change.pieces, PieceKind.IN, "This has been taken out."),
    )


def printed_of(changes: Sequence[Change]) -> Iterator[str]:
    """Every piece of text that an addendum prints of what has changed: brackets in it are somebody's, and no tag."""
    runs = (run.text for change in changes for side in sides_of(change) for run in side.runs)
    return (text for text in runs if text.strip())


def _side(pieces: Sequence[Piece], kind: PieceKind, nothing: str) -> Paragraph:
    if not any(piece.kind in (kind, PieceKind.SAME) for piece in pieces):
        return plain(Run(nothing, italic=True))
    last = len(pieces) - 1
    runs = [
        Run(piece.words, bold=True) if piece.kind is kind else Run(_shortened(piece.words, number > 0, number < last))
        for number, piece in enumerate(pieces)
        if piece.kind in (kind, PieceKind.SAME)
    ]
    return plain(*runs)


def _shortened(words: str, has_before: bool, has_after: bool) -> str:
    """What did not change, with its middle or its far end left out where it is long; the part it stands in stays."""
    part = "" if has_before else words.partition(": ")[0] + ": "
    head, tail = (_CONTEXT if has_before else len(part)), (_CONTEXT if has_after else 0)
    if len(words) <= head + tail + 20:
        return words
    start = part or words[:head].rpartition(" ")[0] + " "
    end = " " + words[-tail:].partition(" ")[2] if tail else ""
    return f"{start}[…]{end}"
