"""The sections of the council's own, from the rows under sections in council.yaml and their Word forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.findings import Finding, error
from engine.model.local_section import LocalSection, SectionPlace
from engine.model.record import Checked


def transcribe_sections(
    council: Checked, forms: Mapping[str, Checked], taken: Collection[str]
) -> tuple[tuple[LocalSection, ...], list[Finding]]:
    """The sections in their order; one that says nothing and need not is none. taken: ids that forms of others have."""
    made: dict[str, LocalSection] = {}
    findings: list[Finding] = []
    for index, row in enumerate(council.values.get("sections") or ()):
        if not row or not {"id", "heading", "place"} <= row.keys():
            continue  # told by the schema
        if row["id"] in taken or row["id"] in made:
            message = f'"{row["id"]}" is the name of another form already, so this section is not read.'
            fix = "Give the section an id of its own; its form is called after it."
            findings.append(error("I-11", council.place("sections", index), message, fix))
            continue
        section = _section(row, forms.get(row["id"]) or Checked(council.record, {}, ()))
        if section.story or section.is_required:
            made[section.id] = section
    return tuple(made.values()), findings


def _section(row: dict[str, Any], form: Checked) -> LocalSection:
    return LocalSection(
        id=row["id"],
        heading=row["heading"],
        stands=SectionPlace(row["place"]),
        story=form.values.get("text") or (),
        is_required=row.get("required", False),
        most_words=row.get("words") or 0,
        is_public=row.get("public", True),
        place=form.place(),
    )
