"""What word_templates/endorsement_addendum.docx sees: who endorsed, what has changed since, places to confirm it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.assessment import Endorsement
from engine.model.signing import Change, Signed
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.addendum import sides_of, signed_view
from engine.rendering.views.shared import Content, View, date_or_dash, or_not_yet, shared_view
from engine.rendering.views.sheets import endorser_places, sheet_view
from engine.rendering.writer import Writer
from engine.templates.palette import Palette

DECLARATION = (
    "We have read what has changed in this self-assessment since we endorsed it. The endorsement that each of us gave "
    "stands for the text as it reads now."
)
SCOPE = (
    "Signing this addendum confirms the changes shown here. Each signs for himself or herself; the sheet that was "
    "signed before stays on record as it is."
)


@dataclass(frozen=True, slots=True)
class EndorsedAnew:
    """What an addendum for endorsers is about: each with the earlier signature, and the lines that differ since.

    code: its own.
    """

    endorsers: tuple[tuple[Endorsement, Signed], ...]
    changes: tuple[Change, ...]
    code: str


def endorsement_addendum_view(content: Content, about: EndorsedAnew, writer: Writer, palette: Palette) -> View:
    """Every name the addendum for endorsers may use."""
    council = content.assessment.council
    sheet = sheet_view(content.judgement.whole_fingerprint, about.code, writer, palette) | {
        "about": f"Text endorsed: the whole report as it reads now, {content.edition.label.lower()}, version "
        f"{council.version}, of {date_or_dash(council.date)}.",
        "signed": [signed_view(signed) for _, signed in about.endorsers],
        "changes": [{"before": writer.line(b), "now": writer.line(n)} for b, n in map(sides_of, about.changes)],
        "declaration": DECLARATION,
        "scope": SCOPE,
    }
    rows = _rows(content, writer, [endorsement for endorsement, _ in about.endorsers])
    return shared_view(content, writer, OF_SHEETS) | {"sheet": sheet, "endorsers": rows}


def _rows(content: Content, writer: Writer, endorsers: Sequence[Endorsement]) -> list[View]:
    return [
        {
            "name": endorsement.name,
            "position": or_not_yet(endorsement.position),
            "organisation": endorsement.organisation,
            "fields": endorser_places(content, writer, endorsement),
        }
        for endorsement in endorsers
    ]
