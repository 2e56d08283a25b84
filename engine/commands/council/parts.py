"""The parts of council.yaml in which forms show it, and what its fields are called there."""

from __future__ import annotations

from dataclasses import dataclass

from engine.schemas import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPart:
    """One part. name: in addresses; empty for the first. fields: those of the schema at the top that stand in it."""

    name: str
    title: str
    lead: str
    fields: tuple[str, ...]


PARTS = (
    CouncilPart(
        name="",
        title="Name and report",
        lead="Who you are, and what stands on the cover and in the headers.",
        fields=("council", "report"),
    ),
    CouncilPart(
        name="people",
        title="People and posts",
        lead="The senior manager who verifies each statement. Their name and post are printed on their sheet.",
        fields=("verifiers", "not_asked"),
    ),
    CouncilPart(
        name="groups",
        title="Groups",
        lead="Who fills in the checklists. People with lived experience come first.",
        fields=("groups",),
    ),
    CouncilPart(
        name="dates",
        title="Dates",
        lead="The days you prepare for, and those by which you ask for things. Who owes what is late only after them.",
        fields=("dates", "returns"),
    ),
    CouncilPart(
        name="brand",
        title="Logo and colours",
        lead="What your documents look like. A colour or font that you leave out is penholder’s own.",
        fields=("brand",),
    ),
    CouncilPart(
        name="words",
        title="Words of your own",
        lead="Acronyms, declarations, and whatever else your own templates print.",
        fields=("acronyms", "declarations", "sections", "fields", "self_judgement"),
    ),
    CouncilPart(
        name="rules",
        title="Rules",
        lead="From when on something is told, what the report leaves out, and how sheets are signed.",
        fields=(
            "thresholds", "perception_gaps", "volumes", "annex", "leave_out", "severities", "signing", "public",
        ),
    ),
)  # fmt: skip
"""All of them, in the order in which a council fills them in. What only its own schema has stands in the last one."""

_LABELS = {
    "council": "The council",
    "council.name": "Full name",
    "council.short_name": "Short name",
    "report": "The report",
    "report.date": "Date of this version",
    "report.marking": "Protective marking",
    "report.review_due": "Next review",
    "verifiers": "Who verifies what",
    "verifiers.position": "Post",
    "verifiers.email": "E-mail",
    "verifiers.from": "In the post from",
    "verifiers.to": "In the post to",
    "not_asked": "Nobody was asked to endorse as",
    "groups.id": "Short id",
    "groups.people": "People who took part",
    "groups.how": "How they took part",
    "groups.lived_experience": "They draw on care, or are unpaid carers",
    "groups.leaders": "They manage and lead",
    "groups.kind_of_evidence": "Kind of evidence",
    "groups.due": "Checklist due, if on a day of its own",
    "dates": "What you prepare for",
    "dates.notification": "Notice from CQC",
    "dates.information_return": "Information return due",
    "dates.visit": "First day of the visit",
    "dates.earlier": "Dates that no longer hold",
    "returns": "What you ask for, and by when",
    "returns.narrative": "Narrative forms",
    "returns.sheets": "Signed sheets",
    "brand": "Logo",
    "brand.logo": "Picture",
    "brand.logo_description": "What it shows",
    "brand.colours.ink": "Text",
    "brand.colours.paper": "Page",
    "brand.colours.deep": "Headings and dark panels",
    "brand.colours.wash": "Pale panels",
    "brand.colours.lead": "Labels and key figures",
    "brand.colours.alert": "What needs attention",
    "brand.colours.second": "Second series of charts",
    "brand.colours.third": "Third series of charts",
    "brand.colours.slate": "Notes, headers and footers",
    "brand.colours.hair": "Thin lines",
    "brand.colours.link": "Links",
    "brand.colours.visited": "Links that were followed",
    "acronyms.short": "Short form",
    "acronyms.long": "What it stands for",
    "declarations": "Declarations in your own words",
    "declarations.id": "Short id",
    "sections": "Sections of your own",
    "sections.id": "Short id",
    "sections.required": "The report must have it",
    "sections.words": "Words at the most",
    "sections.public": "It stands in the public edition",
    "fields": "Fields of your own",
    "fields.values": "Entries of a list, one a line",
    "fields.rows": "Rows of a table, one a line",
    "fields.description": "What the picture shows",
    "self_judgement": "Your own judgement",
    "self_judgement.scale": "Levels, the lowest first, one a line",
    "self_judgement.statements": "Level of each statement",
    "thresholds": "From when on something is told",
    "thresholds.kinds_of_evidence": "Kinds of evidence of a strength",
    "thresholds.dont_know": "Groups that do not know, per cent",
    "thresholds.figure_days": "Days after which a figure is old",
    "thresholds.window_days": "Days of the twelve months that may be missing",
    "thresholds.statement_pages": "Pages of a statement",
    "thresholds.sentence_words": "Words of a sentence",
    "perception_gaps": "Whose ratings are compared",
    "annex": "Annex",
    "annex.own_rows": "Print the rows that groups added",
    "leave_out": "What the report leaves out, one a line",
    "severities": "Other weights of findings",
    "signing.profile": "How you sign",
    "signing.trusted_only": "Count only signatures under an issuer in signoff/trust",
    "public": "Public edition",
    "public.people": "Of managers and endorsers it says",
    "public.offices": "Roles whose holders it names, one a line",
}
"""What fields are called where their own name does not say it well."""


_CHOICES = {
    "leaders-and-people": "Leaders with people with lived experience",
    "every-two-groups": "Every group with every other",
    "one": "One volume",
    "core-and-evidence": "The report, and a volume of evidence",
    "acroform": "In the PDF, with Acrobat or the like",
    "docusign": "DocuSign",
    "adobe": "Adobe Acrobat Sign",
    "signable": "Signable",
    "dropbox": "Dropbox Sign",
    "print": "On paper",
    "posts": "Their posts",
    "names": "Their names",
    "error": "It stops a final edition",
    "warning": "To look at",
    "info": "Only to know",
}


def choice_in_words(value: str) -> str:
    """What may be chosen, for a reader; the value itself where it says enough."""
    return _CHOICES.get(value, value)


def label_of(path: tuple[str, ...]) -> str:
    """What a field is called: in words of its own, else by its name."""
    return _LABELS.get(".".join(path)) or path[-1].replace("_", " ").capitalize()


def fields_of(part: CouncilPart, schema: Schema) -> Schema:
    """The rules of a part's fields; of the last part, those of all that no part names as well."""
    named = {field for one in PARTS for field in one.fields}
    own = tuple(field for field in schema if field not in named) if part is PARTS[-1] else ()
    return {field: schema[field] for field in (*part.fields, *own) if field in schema}


def part_named(name: str) -> CouncilPart | None:
    """The part of a name; None for no part."""
    return next((part for part in PARTS if part.name == name), None)


def part_with(field: str | int, schema: Schema) -> CouncilPart | None:
    """The part in which a field of the top stands; None where the schema has no such field."""
    return next((part for part in PARTS if field in fields_of(part, schema)), None)
