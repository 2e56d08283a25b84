"""Names and values that all templates share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine import plain_words
from engine.findings import Place
from engine.foreign.picture import picture_size
from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.council import Verifier
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement, StatementRatings
from engine.model.readiness import Readiness
from engine.model.signing import Endorsing
from engine.model.story import Paragraph, Run
from engine.rendering.charts import WIDTH, chart_in_words
from engine.rendering.trends import Trend
from engine.rendering.writer import Rich, Writer

View = dict[str, Any]

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NOT_YET = "Nothing received yet"
"""Stands where an input is missing, so that a draft shows the hole instead of hiding it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a document is made from. charts: by statement, a PNG and its height in millimetres.

    trends: by statement, the figures that are drawn, a PNG and its height.
    """

    assessment: SelfAssessment
    judgement: Judgement
    standing: Readiness
    edition: Edition
    logo: bytes
    charts: Mapping[str, tuple[bytes, float]]
    trends: Mapping[str, tuple[tuple[Trend, ...], bytes, float]]

    @property
    def endorsing(self) -> tuple[tuple[Endorsement, Endorsing], ...]:
        """Everyone who was asked to endorse, with how far it has got."""
        return tuple(zip(self.assessment.endorsements, self.judgement.endorsers, strict=True))


def in_words(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun: "three actions"."""
    return f"{in_words(number)} {one if number == 1 else many}"


def date_or_dash(day: date | None) -> str:
    """A date as it is written in a British letter; a dash where there is none."""
    return plain_words.long_date(day) if day else "–"


def or_not_yet(text: str) -> str:
    """The text, or the words that say it is missing."""
    return text or NOT_YET


def plain(*runs: Run | str) -> Paragraph:
    """Our own words as a paragraph."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), Place(""))


def shared_view(content: Content, writer: Writer, logo_width: float) -> View:
    """council, document, edition and marking."""
    council, edition = content.assessment.council, content.edition
    marking = f"DRAFT  {council.marking}".strip() if edition.is_draft else council.marking
    return {
        "council": {
            "name": council.name,
            "short_name": council.short_name,
            "logo": _logo(content, writer, logo_width),
        },
        "document": {"title": council.title, "subtitle": council.subtitle, "date": date_or_dash(council.date)},
        "edition": {
            "name": edition.label,
            "line": f"{edition.label}, version {council.version}",
            "is_draft": edition.is_draft,
            "notice": "This is a draft. It may change, and nobody has verified or endorsed it yet.",
        },
        "marking": marking,
    }


def ratings_view(content: Content, writer: Writer, statement: QualityStatement) -> View:
    """The chart, its message and source, and a row of counts for each group."""
    ratings: StatementRatings = content.judgement.ratings[statement.id]
    chart, height = content.charts[statement.id]
    blank = any(row.blank for row in ratings.rows)
    reading = "Solid bars agree, striped bars disagree, open bars do not know" + (
        ", a dashed gap is no answer." if blank else "."
    )
    groups = counted(len(ratings.rows), "group", "groups")
    return {
        "message": ratings.message,
        "chart": writer.picture(chart, WIDTH, height, chart_in_words(ratings)),
        "source": f"{reading} Source: stage 1 checklists of {groups}.",
        "rows": [{"group": row.group.name, "counts": [*map(str, row.counts), str(row.blank)]} for row in ratings.rows],
    }


def statement_view(content: Content, writer: Writer, statement: QualityStatement) -> View:
    """What report and sheet both say of a statement."""
    narrative = content.assessment.statements[statement.id]
    verifier = content.assessment.council.verifier_of(statement.id) or Verifier(
        statement=statement.id, name="To be named", position="To be named", email=""
    )
    titles = content.assessment.evidence.titles()
    return {
        "name": statement.name,
        "number": str(statement.number),
        "quality_statement": statement.text,
        "source": f"Source: {statement.source}",
        "view": or_not_yet(narrative.view),
        "direction": or_not_yet(narrative.direction),
        "ratings": ratings_view(content, writer, statement),
        "strengths": lines(writer, narrative.strengths),
        "improvements": lines(writer, narrative.improvements),
        "documents": [writer.line(_with_title(line, titles)) for line in narrative.documents],
        "verifier": {"name": verifier.name, "position": verifier.position},
    }


def lines(writer: Writer, paragraphs: tuple[Paragraph, ...]) -> list[Rich]:
    """Bullets, or one that says there are none yet."""
    return [writer.line(paragraph) for paragraph in paragraphs or (plain(NOT_YET),)]


def _with_title(line: Paragraph, titles: dict[str, str]) -> Paragraph:
    """A bullet that names a document only by its reference, with the title after it."""
    if line.text.strip() == "".join(f"[{ref}]" for ref in line.references):
        named = [Run(f" {titles[ref]}") for ref in line.references if ref in titles]
        return Paragraph((*line.runs, *named), line.place)
    return line


def _logo(content: Content, writer: Writer, width: float) -> Rich:
    """The council's logo; its name where it has none."""
    council = content.assessment.council
    if not content.logo:
        return writer.text(council.name, "Strong")
    wide, high = picture_size(content.logo)
    return writer.picture(content.logo, width, width * high / wide, council.logo_description)
