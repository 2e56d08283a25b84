"""Names and values that all templates share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.findings import Place
from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.council import Verifier
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.model.judgement import GroupCounts, Judgement, StatementRatings
from engine.model.readiness import Readiness
from engine.model.self_judgement import SelfJudgement
from engine.model.signing import Endorsing
from engine.model.story import Paragraph, Run
from engine.phrases import sentences
from engine.plain_words import short_date
from engine.rendering.chart import Chart
from engine.rendering.charts import chart_in_words
from engine.rendering.logo_box import LogoBox
from engine.rendering.narrow_charts import HALF, THIRD
from engine.rendering.trends import Trend
from engine.rendering.views.own import own_view
from engine.rendering.writer import NO_PICTURE, Rich, Writer
from engine.templates import worth
from engine.templates.worth import Worded

View = dict[str, Any]
Narrow = Callable[[float], Chart]
"""Draws a chart so many millimetres wide: a PNG, and its height."""

NOT_YET = "Nothing received yet"
"""Stands where an input is missing, so that a draft shows the hole instead of hiding it."""
_NONE_NAMED = "None is named"
"""Stands there in an edition that waits for nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a document is made from. charts: of ratings, by statement. trends: by statement, the
    figures that are drawn, and their chart. narrow_charts, narrow_trends: by statement, what draws the same in another
    width.
    """

    assessment: SelfAssessment
    judgement: Judgement
    standing: Readiness
    edition: Edition
    logo: bytes
    charts: Mapping[str, Chart]
    trends: Mapping[str, tuple[tuple[Trend, ...], Chart]]
    narrow_charts: Mapping[str, Narrow] = field(default_factory=dict)
    narrow_trends: Mapping[str, Narrow] = field(default_factory=dict)

    @property
    def endorsing(self) -> tuple[tuple[Endorsement, Endorsing], ...]:
        """Everyone who was asked to endorse, with how far it has got."""
        return tuple(zip(self.assessment.endorsements, self.judgement.endorsers, strict=True))


def date_or_dash(day: date | None) -> Worded:
    """A date as it is written in a British letter; a dash where there is none."""
    return worth.day(day)


def short_date_or_dash(day: date | None) -> Worded:
    """A date as columns of tables print it, in one line: 14 Mar 2026; a dash where there is none."""
    return Worded(short_date(day), day) if day else worth.day(day)


def or_not_yet(text: str) -> str:
    """The text, or the words that say it is missing."""
    return text or NOT_YET


def plain(*runs: Run | str) -> Paragraph:
    """Our own words as a paragraph."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), Place(""))


def shared_view(content: Content, writer: Writer, box: LogoBox) -> View:
    """council, document, edition and marking."""
    council, edition = content.assessment.council, content.edition
    marking = f"DRAFT  {council.marking}".strip() if edition.is_draft else council.marking
    return {
        "council": {
            "name": council.name,
            "short_name": council.short_name,
            "logo": _logo(content, writer, box),
        },
        "document": {"title": council.title, "subtitle": council.subtitle, "date": date_or_dash(council.date)},
        "edition": {
            "name": edition.label,
            "line": f"{edition.label}, version {council.version}",
            "is_draft": edition.is_draft,
            "notice": "This is a draft. It may change, and nobody has verified or endorsed it yet.",
        },
        "marking": marking,
        "own": own_view(content.assessment.own, writer, NOT_YET),
    }


def ratings_view(content: Content, writer: Writer, statement: QualityStatement) -> View:
    """The chart, its message and source, and a row of counts for each group."""
    ratings: StatementRatings = content.judgement.ratings[statement.id]
    blank = any(row.blank for row in ratings.rows)
    reading = "Solid bars agree, striped bars disagree, open bars do not know" + (
        ", a dashed gap is no answer." if blank else "."
    )
    alt = chart_in_words(ratings, content.assessment.framework.ratings)
    rows = [{"group": row.group.name, "counts": _counts(row)} for row in ratings.rows]
    return {
        "heading": sentences.HOW_GROUPS_RATED(len(ratings.rows)),
        "message": ratings.message,
        "chart": writer.chart(content.charts[statement.id], alt),
        **narrow_views(writer, content.narrow_charts.get(statement.id), alt),
        "source": f"{reading} {sentences.THEIR_CHECKLISTS(len(ratings.rows))}.",
        "rows": rows,
    }


def narrow_views(writer: Writer, draw: Narrow | None, alt: str) -> View:
    """A chart for half and for a third of the text's width. draw: None where nothing is to be seen of it."""
    drawn = draw or (lambda width: Chart(dots=NO_PICTURE, lines=b"", width=width, height=1.0))
    return {
        "chart_half": writer.drawing(lambda: drawn(HALF), alt),
        "chart_third": writer.drawing(lambda: drawn(THIRD), alt),
    }


def _counts(row: GroupCounts) -> list[Worded]:
    return [worth.number(count) for count in (*row.counts, row.blank)]


def statement_view(content: Content, writer: Writer, statement: QualityStatement) -> View:
    """What report and sheet both say of a statement."""
    narrative = content.assessment.statements[statement.id]
    verifier = content.assessment.council.verifier_of(statement.id) or Verifier(
        statement=statement.id, name="To be named", position="To be named", email=""
    )
    titles = content.assessment.evidence.titles()
    statements = content.assessment.framework.statements
    return {
        "name": statement.name,
        "number": worth.number(statement.number),
        "place": sentences.OF_STATEMENTS.format(number=statement.number, whole=len(statements)),
        "quality_statement": statement.text,
        "source": f"Source: {statement.source}",
        "we_statements": [*statement.printed_otherwise],
        "i_statements": [*statement.i_statements],
        "view": or_not_yet(narrative.view),
        "direction": or_not_yet(narrative.direction),
        "judgement": judged(narrative.judgement),
        "ratings": ratings_view(content, writer, statement),
        "strengths": lines(writer, narrative.strengths, content.edition),
        "improvements": lines(writer, narrative.improvements, content.edition),
        "documents": [writer.line(_with_title(line, titles)) for line in narrative.documents],
        "verifier": {
            "name": verifier.name or verifier.position,
            "position": verifier.position,
            "post": verifier.position if verifier.name else "",
        },
    }


def judged(judgement: SelfJudgement | None) -> str:
    """The council's own judgement in a sentence; empty where it gives none."""
    if judgement is None:
        return ""
    return f"Our own judgement: {judgement.level} (of {', '.join(judgement.scale)})."


def lines(writer: Writer, paragraphs: tuple[Paragraph, ...], edition: Edition) -> list[Rich]:
    """Bullets, or one that says there are none: yet, in a draft."""
    nothing = plain(NOT_YET if edition.is_draft else _NONE_NAMED)
    return [writer.line(paragraph) for paragraph in paragraphs or (nothing,)]


def _with_title(line: Paragraph, titles: dict[str, str]) -> Paragraph:
    """A bullet that names a document only by its reference, with the title after it."""
    if line.text.strip() == "".join(f"[{ref}]" for ref in line.references):
        named = [Run(f" {titles[ref]}") for ref in line.references if ref in titles]
        return Paragraph((*line.runs, *named), line.place)
    return line


def _logo(content: Content, writer: Writer, box: LogoBox) -> Rich:
    """The council's logo; its name where it has none."""
    council = content.assessment.council
    if not content.logo:
        return writer.text(council.name, "Strong")
    return writer.picture(content.logo, *box.size_of(content.logo), council.logo_description)
