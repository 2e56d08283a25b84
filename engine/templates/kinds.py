"""Which of the house templates a Word file is, or takes the place of."""

from __future__ import annotations

from enum import StrEnum


class TemplateKind(StrEnum):
    """The house templates, each the name of its file in word_templates/."""

    REPORT = "report.docx"
    SHEET = "verification_sheet.docx"
    ENDORSEMENTS = "endorsement_sheet.docx"
    READINESS = "readiness.docx"
    PACK = "signature_pack.docx"
    ADDENDUM = "addendum_sheet.docx"
    BRIEF = "brief.docx"
    PLAN = "improvement_plan.docx"
    SUMMARY = "summary.docx"
    ENDORSEMENT_ADDENDUM = "endorsement_addendum.docx"
    CHANGE_NOTE = "change_note.docx"


TITLES: dict[str, str] = {
    TemplateKind.REPORT: "Report",
    TemplateKind.SHEET: "Verification sheet",
    TemplateKind.ENDORSEMENTS: "Endorsements",
    TemplateKind.READINESS: "Where it stands",
    TemplateKind.PACK: "Pack of all sheets",
    TemplateKind.ADDENDUM: "Addendum to a sheet",
    TemplateKind.BRIEF: "Brief on a statement",
    TemplateKind.PLAN: "Improvement plan",
    TemplateKind.SUMMARY: "Summary",
    TemplateKind.ENDORSEMENT_ADDENDUM: "Addendum to the endorsements",
    TemplateKind.CHANGE_NOTE: "Change note",
}
"""What is made with each, as people call it."""

ADDENDA = (TemplateKind.ADDENDUM, TemplateKind.ENDORSEMENT_ADDENDUM, TemplateKind.CHANGE_NOTE)
"""Those that are made when somebody asks for one. A workspace that lacks one has the house copy."""

OF_AN_EDITION: tuple[str, ...] = tuple(kind for kind in TemplateKind if kind not in ADDENDA)
"""Those that every edition is made with."""

_TELLING = {
    "sheet.declaration": TemplateKind.SHEET,
    "sheet.fields": TemplateKind.SHEET,
    "endorser.fields": TemplateKind.ENDORSEMENTS,
    "readiness.": TemplateKind.READINESS,
    "pack.": TemplateKind.PACK,
    "brief.": TemplateKind.BRIEF,
    "plan.": TemplateKind.PLAN,
    "summary.": TemplateKind.SUMMARY,
    "note.wording": TemplateKind.CHANGE_NOTE,
}
"""What stands in the tags of one of them alone."""


def kind_named(file: str) -> TemplateKind | None:
    """Which template a file is, or is a copy of, by its name; None where its name says neither."""
    name = file.rpartition("/")[2].casefold().replace(" ", "_")
    return next((kind for kind in TemplateKind if name.startswith(kind.removesuffix(".docx"))), None)


def kind_of(file: str, text: str) -> TemplateKind:
    """Which template a file stands for: by its name, else by the tags in its text, else the report.

    An addendum counts as the verification sheet it amends.
    """
    named = kind_named(file)
    if named and (named in OF_AN_EDITION or named is TemplateKind.CHANGE_NOTE):
        return named
    return next((kind for tag, kind in _TELLING.items() if tag in text), TemplateKind.REPORT)
