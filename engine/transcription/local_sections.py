"""The sections of the council's own, from the rows under sections in council.yaml and their Word forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.findings import Finding, Place, error
from engine.model.local_section import LocalSection, SectionPlace
from engine.model.record import Checked
from engine.transcription.council import device_findings


def transcribe_sections(
    council: Checked, forms: Mapping[str, Checked], taken: Collection[str]
) -> tuple[tuple[LocalSection, ...], list[Finding]]:
    """The sections in their order; one that says nothing and need not is none. taken: ids that forms of others have."""
    made: list[LocalSection] = []
    findings: list[Finding] = []
    taken = set(taken)
    for index, row in enumerate(council.values.get("sections") or ()):
        if not row or not {"id", "heading", "place"} <= row.keys():
            continue  # told by the schema
        place = council.place("sections", index)
        findings += device_findings(row["id"], "section", place)
        if row["id"] in taken:
            message = f'"{row["id"]}" is the name of another form already, so this section is not read.'
            fix = "Give the section an id of its own; its form is called after it."
            findings.append(error("I-11", place, message, fix))
            continue
        taken.add(row["id"])
        section = _section(row, forms.get(row["id"]), place)
        if section.story or section.is_required:
            made.append(section)
    return tuple(made), findings


def _section(row: dict[str, Any], form: Checked | None, place: Place) -> LocalSection:
    """place: where it is declared, which is where it stands as long as it has no form."""
    return LocalSection(
        id=row["id"],
        heading=row["heading"],
        stands=SectionPlace(row["place"]),
        story=(form.values.get("text") if form else None) or (),
        is_required=row.get("required", False),
        most_words=row.get("words") or 0,
        is_public=row.get("public", True),
        place=form.place() if form else place,
    )
